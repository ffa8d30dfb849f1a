import { AttributeName, type Fold } from '../../../contract/catalogue.ts'
import { EventChannel, EventRow, LARGEST_AMOUNT, LONGEST_TEXT } from '../../../contract/ingest.ts'
import { Id } from '../../../contract/text.ts'
import type { Declared } from '../declared.ts'
import { isIdentifying, isIdentifyingNumber } from './identifying.ts'
import { type Latest, momentOf } from './moment.ts'
import { idProblem, isKey, type Notes, noteUndeclared, type ReadRow, RowProblem } from './row.ts'

type Cases = NonNullable<Fold['closed']>

const MEMBERS: ReadonlySet<string> = new Set(Object.keys(EventRow.shape))
const CHANNELS: ReadonlySet<unknown> = new Set(EventChannel.options)
/** The same few kinds and names come a million times. */
const isId = remembered((text) => Id.safeParse(text).success && !isIdentifying(text))
const isName = remembered((text) => AttributeName.safeParse(text).success && !isIdentifying(text))

/** Which way it went is said by the kind, so that an amount below zero says two things. */
const ONE_WAY: ReadonlySet<string> = new Set(['credit', 'debit'])

/**
 * Reads an event.
 * @param declared kinds and details that somebody declared
 * @param latest no row may be of later
 * @returns the reader; values: `[id, key, at, channel, kind, amount, detail]`
 */
export function eventReader(declared: Declared, latest: Latest): ReadRow {
  const { kinds, money } = known(declared)
  return (row, notes) => {
    const { id, customerKey = null, channel, kind, detail = null } = row
    const badId = idProblem(id, 'id')
    if (badId) return badId
    if (customerKey !== null && !isKey(customerKey)) return new RowProblem('bad-member', 'customerKey')
    const at = momentOf(row.at, latest)
    if (at instanceof RowProblem) return at
    if (!CHANNELS.has(channel)) return new RowProblem('bad-member', 'channel')
    if (typeof kind !== 'string' || !isId(kind)) return new RowProblem('bad-member', 'kind')
    const amount = amountOf(row.amount, kind, notes)
    if (amount instanceof RowProblem) return amount
    const wrong = detail === null ? null : detailProblem(detail, money.get(kind))
    if (wrong) return wrong
    noteUndeclared(row, MEMBERS, notes)
    if (!kinds.has(kind)) notes.undeclared(`kind.${kind}`)
    return {
      key: customerKey,
      values: [JSON.stringify([id, customerKey, at, channel, kind, amount, detail])],
    }
  }
}

/** Kinds that are shown or folded. */
export const declaredKinds = ({ catalogue, events }: Declared): ReadonlySet<string> =>
  new Set([
    ...catalogue.flatMap(({ fold }) => [...(fold?.kinds ?? []), ...casesOf(fold?.closed)]),
    ...events.map(({ kind }) => kind),
  ])

/** The same, and which members of their details are money. */
function known(declared: Declared) {
  const { events } = declared
  const money = new Map(
    events.map(({ kind, detail }) => [
      kind,
      new Set(detail.flatMap(({ name, type }) => (type === 'money' ? name : []))),
    ]),
  )
  return { kinds: declaredKinds(declared), money }
}

const casesOf = (closed: Cases | undefined): string[] =>
  closed ? [...closed.opens, ...closed.kinds, ...closed.limits.flatMap(({ after }) => after)] : []

function amountOf(amount: unknown, kind: string, notes: Notes): number | null | RowProblem {
  if (amount === undefined || amount === null) return null
  if (!isAmount(amount)) return new RowProblem('bad-member', 'amount')
  if ((amount as number) >= 0 || !ONE_WAY.has(kind)) return amount as number
  notes.outOfBounds('amount')
  return null
}

function detailProblem(detail: unknown, money: ReadonlySet<string> | undefined): RowProblem | null {
  if (typeof detail !== 'object' || Array.isArray(detail)) return new RowProblem('bad-member', 'detail')
  for (const [name, value] of Object.entries(detail as object)) {
    if (!isName(name)) return new RowProblem('bad-member', 'detail')
    if (typeof value === 'string') {
      if (value.length > LONGEST_TEXT) return new RowProblem('bad-member', `detail.${name}`)
      if (isIdentifying(value)) return new RowProblem('identifying', `detail.${name}`)
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return new RowProblem('bad-member', `detail.${name}`)
      if (isIdentifyingNumber(value) && !money?.has(name))
        return new RowProblem('identifying', `detail.${name}`)
    } else if (typeof value !== 'boolean') return new RowProblem('bad-member', `detail.${name}`)
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
