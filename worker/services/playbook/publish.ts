import { sql } from 'drizzle-orm'
import { playbook, playbookPart } from '../../../db/schema/tables.ts'
import { Playbook, type PublishedPlaybook } from '../../contract/playbook.ts'
import { checkPlaybook, PlaybookError } from '../../decision/compile.ts'
import { buildTextTables } from '../../decision/text/build-tables.ts'
import type { Database } from '../database.ts'
import { currentVersion, digestOf, type Published } from './current.ts'
import { selectorFaults } from './selector-faults.ts'

/** UTF-16 units a part: at three bytes each, under 900 KB. */
const PART_UNITS = 300_000

/**
 * Makes a playbook the current one, as version last + 1; the same content as the current one makes no new version.
 * @param at ISO time of publishing
 * @returns the current version afterwards
 * @throws ZodError for what is no playbook, PlaybookError for a rule or selector at fault, DatabaseUnavailable
 */
export async function publish(db: Database, draft: unknown, at: string): Promise<Published> {
  const valid = Playbook.parse(draft)
  checkPlaybook(valid)
  const faults = valid.adapters.flatMap((one) =>
    selectorFaults(one).map((fault) => `adapter ${one.id}, ${fault}`),
  )
  if (faults.length > 0) throw new PlaybookError(faults)
  const content: PublishedPlaybook = { playbook: valid, textTables: buildTextTables(valid) }
  const text = JSON.stringify(content)
  const parts = splitText(text, PART_UNITS)
  const [, published] = await db.batch([
    addVersion(db, await digestOf(text), at, parts.length),
    currentVersion(db),
    ...parts.map((body, part) => addPart(db, part, body)),
  ])
  return published[0] as Published
}

/** Adds nothing where the current version has this digest. */
function addVersion(db: Database, digest: string, at: string, parts: number) {
  return db.insert(playbook).select(
    sql`select coalesce(max(version), 0) + 1, ${digest}, ${at}, ${parts}, null, null from ${playbook}
      having ${digest} is not (select digest from ${playbook} order by version desc limit 1)`,
  )
}

/** Adds nothing where the current version has its parts already. */
function addPart(db: Database, part: number, body: string) {
  const values = sql`select max(version), ${part}, ${body} from ${playbook} where true`
  return db.insert(playbookPart).select(values).onConflictDoNothing()
}

/** Pieces of at most `units` UTF-16 units, none of which begins or ends inside a character. */
export function splitText(text: string, units: number): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = Math.min(start + units, text.length)
    const split = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end
    pieces.push(text.slice(start, split))
    start = split
  }
  return pieces
}
