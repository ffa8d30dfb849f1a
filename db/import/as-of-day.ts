import { dayIn } from './dates.ts'
import { ImportError } from './error.ts'
import type { ImportOptions } from './import.ts'
import type { Extract } from './read-extract.ts'
import type { FileSummary } from './read-file.ts'
import * as write from './write.ts'

/** Refused rows of a file that may be chance; more of them tell of a broken file. */
const REFUSED = 0.2

const isDoubtful = ({ rowsIn, taken, refused }: FileSummary) => taken === 0 || refused > rowsIn * REFUSED

/** The day the extract is decided for. Throws, and clears what was stored, where nothing can or should go live. */
export async function asOfDay(
  { db, mapping, accept }: Pick<ImportOptions, 'db' | 'mapping' | 'accept'>,
  { base, summaries }: Extract,
  load: write.Load | null,
): Promise<string> {
  const given = mapping.asOf === 'now' ? dayIn(mapping.timeZone, new Date()) : null
  const day = typeof mapping.asOf === 'object' ? mapping.asOf.day : (given ?? base.latestEvent)
  const doubtful = load && !accept ? summaries.filter(isDoubtful) : []
  if (day !== null && base.customers.size && !doubtful.length) return day
  if (load) await write.dropLoad(db, load.id)
  if (!base.customers.size) throw new ImportError('nothing-taken', {}, summaries)
  if (day === null) throw new ImportError('no-as-of', {}, summaries)
  throw new ImportError('doubtful', { files: doubtful.map(({ file }) => file).join(', ') }, summaries)
}
