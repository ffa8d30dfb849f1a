import type { Database } from '../database.ts'
import { type Published, readCurrent } from './current.ts'
import { readVersion } from './version.ts'

/** JSON of contract NumberedPlaybook. The stored text goes out as it is: nothing is parsed and written again. */
export interface Sendable {
  etag: string
  json: string
}

/** What this isolate sent last. */
let last: { version: number; playbook: Sendable } | undefined
/** When a request of this isolate began to ask the database; 0: none does. */
let asking = 0

/** So long others wait for its answer, looking so often: they share what it found, never its promise. Milliseconds. */
const PATIENCE = 1000
const PAUSE = 20

/**
 * The current playbook.
 * @param heard the version that a browser was told of: one that is in memory and not older is the answer, without the
 *   database. Of a push all browsers ask in one moment, and of a newer one each is told.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readPlaybook(db: Database, heard?: number): Promise<Sendable> {
  const remembered = await waitFor(heard)
  if (remembered) return remembered
  try {
    const { text, ...head } = await readCurrent(db)
    const playbook = sendable(head, text)
    last = { version: head.version, playbook }
    return playbook
  } finally {
    asking = 0
  }
}

/** That version or a newer one, if this isolate has it, or somebody here is just asking for it; else the caller asks. */
async function waitFor(heard: number | undefined): Promise<Sendable | undefined> {
  while (heard !== undefined) {
    if (last && last.version >= heard) return last.playbook
    if (Date.now() - asking >= PATIENCE) break
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  asking = Date.now()
  return undefined
}

/**
 * The playbook of any version.
 * @throws Refused where there never was such a version, DatabaseUnavailable
 */
export async function readPlaybookOf(db: Database, version: number): Promise<Sendable> {
  const { published, text } = await readVersion(db, version)
  return sendable(published, text)
}

function sendable({ version, digest, publishedAt }: Published, text: string): Sendable {
  const head = JSON.stringify({ version, digest, publishedAt }).slice(0, -1)
  return { etag: `"${version}-${digest}"`, json: `${head},${text.slice(1)}` }
}
