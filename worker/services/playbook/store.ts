import { playbook, playbookPart } from '../../../db/schema/tables.ts'
import type { VersionCause } from '../../contract/change.ts'
import { Playbook, type PublishedPlaybook } from '../../contract/playbook.ts'
import type { TextTables } from '../../contract/text-tables.ts'
import { checkPlaybook, PlaybookError } from '../../decision/compile.ts'
import { buildTextTables } from '../../decision/text/build-tables.ts'
import type { Database, Statement } from '../database.ts'
import { digestOf, type Published } from './current.ts'
import { selectorFaults } from './selector-faults.ts'
import { splitText } from './split-text.ts'

/** UTF-16 units a part: at three bytes each, under 900 KB. */
const PART_UNITS = 300_000

/** A playbook that can be decided with, and its stored text in pieces. */
export interface Prepared {
  playbook: Playbook
  digest: string
  pieces: string[]
}

/**
 * Checks a playbook whole and makes its stored text.
 * @throws ZodError for what is no playbook, PlaybookError for a rule or selector at fault
 */
export async function prepare(draft: unknown): Promise<Prepared> {
  const valid = Playbook.parse(draft)
  checkPlaybook(valid)
  const faults = valid.adapters.flatMap((one) =>
    selectorFaults(one).map((fault) => `adapter ${one.id}, ${fault}`),
  )
  if (faults.length > 0) throw new PlaybookError(faults)
  const content: PublishedPlaybook = { playbook: valid, textTables: tablesOf(valid) }
  const text = JSON.stringify(content)
  return { playbook: valid, digest: await digestOf(text), pieces: splitText(text, PART_UNITS) }
}

/** Most changes are not of checks, and the tables cost half of all that is made here. */
let lastTables: { checks: string; tables: TextTables } | undefined

function tablesOf(playbook: Playbook): TextTables {
  const checks = JSON.stringify(playbook.checks)
  if (lastTables?.checks !== checks) lastTables = { checks, tables: buildTextTables(playbook) }
  return lastTables.tables
}

/** Who published, when and why; `cause` null: an import. */
export interface Publication {
  by: string | null
  at: string
  cause: VersionCause | null
}

/** The version that comes after the current one. */
export const versionAfter = (
  current: Published | undefined,
  { digest, pieces }: Prepared,
  { by, at, cause }: Publication,
): Published => ({
  version: (current?.version ?? 0) + 1,
  digest,
  publishedAt: at,
  parts: pieces.length,
  publishedBy: by,
  cause: cause && JSON.stringify(cause),
})

/** Statements that store a version. Of two of one number the second fails, and all that goes with it (KeyTaken). */
export const storing = (
  db: Database,
  published: Published,
  { pieces }: Prepared,
): [Statement, ...Statement[]] => [
  db.insert(playbook).values(published),
  ...pieces.map((body, part) => db.insert(playbookPart).values({ version: published.version, part, body })),
]
