import { AttributeName, Channel } from '../../../contract/catalogue.ts'
import { EventRow, LARGEST_AMOUNT, LONGEST_TEXT } from '../../../contract/ingest.ts'
import { Id } from '../../../contract/text.ts'
import { type Latest, momentOf } from './moment.ts'
import { isIdentifying, isKey, isRowId, noteUndeclared, type ReadRow, RowProblem } from './row.ts'

const MEMBERS: ReadonlySet<string> = new Set(Object.keys(EventRow.shape))
const CHANNELS: ReadonlySet<unknown> = new Set(Channel.options)
/** The same few kinds and names come a million times. */
const isId = remembered((text) => Id.safeParse(text).success)
const isName = remembered((text) => AttributeName.safeParse(text).success)

/** @returns the reader; values: `[id, key, at, channel, kind, amount, detail]` */
export const eventReader =
  (latest: Latest): ReadRow =>
  (row, notes) => {
    const { id, customerKey = null, channel, kind, amount = null, detail = null } = row
    if (!isRowId(id)) return new RowProblem('bad-member', 'id')
    if (customerKey !== null && !isKey(customerKey)) return new RowProblem('bad-member', 'customerKey')
    const at = momentOf(row.at, latest)
    if (at instanceof RowProblem) return at
    if (!CHANNELS.has(channel)) return new RowProblem('bad-member', 'channel')
    if (typeof kind !== 'string' || !isId(kind)) return new RowProblem('bad-member', 'kind')
    if (amount !== null && !isAmount(amount)) return new RowProblem('bad-member', 'amount')
    const wrong = detail === null ? null : detailProblem(detail)
    if (wrong) return wrong
    noteUndeclared(row, MEMBERS, notes)
    return {
      key: customerKey,
      values: [JSON.stringify([id, customerKey, at, channel, kind, amount, detail])],
    }
  }

function detailProblem(detail: unknown): RowProblem | null {
  if (typeof detail !== 'object' || Array.isArray(detail)) return new RowProblem('bad-member', 'detail')
  for (const [name, value] of Object.entries(detail as object)) {
    if (!isName(name)) return new RowProblem('bad-member', 'detail')
    if (typeof value === 'string') {
      if (value.length > LONGEST_TEXT) return new RowProblem('bad-member', `detail.${name}`)
      if (isIdentifying(value)) return new RowProblem('identifying', `detail.${name}`)
    } else if (typeof value !== 'boolean' && !Number.isFinite(value)) {
      return new RowProblem('bad-member', `detail.${name}`)
    }
  }
  return null
}

const isAmount = (value: unknown): boolean =>
  Number.isSafeInteger(value) && Math.abs(value as number) <= LARGEST_AMOUNT

const MOST_REMEMBERED = 10_000

function remembered(judge: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = judge(text)
    if (known.size < MOST_REMEMBERED) known.set(text, answer)
    return answer
  }
}
