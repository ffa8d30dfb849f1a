import { dayOf, firstDay, momentOn, type Past, type PastEvent, someDays } from './past.ts'

/** What goes through an account: which way, through what, what for, and from and to how much in units of the currency. */
const ENTRIES = [
  { kind: 'credit', channel: 'core', purpose: 'salary', low: 4_000, high: 18_000 },
  { kind: 'credit', channel: 'app', purpose: 'transfer', low: 50, high: 5_000 },
  { kind: 'credit', channel: 'core', purpose: 'interest', low: 1, high: 60 },
  { kind: 'debit', channel: 'cards', purpose: 'purchase', low: 15, high: 900 },
  { kind: 'debit', channel: 'cards', purpose: 'purchase', low: 15, high: 900 },
  { kind: 'debit', channel: 'app', purpose: 'transfer', low: 100, high: 6_000 },
  { kind: 'debit', channel: 'core', purpose: 'household', low: 80, high: 700 },
  { kind: 'debit', channel: 'counter', purpose: 'cash', low: 500, high: 8_000 },
] as const
const DEBITS = ENTRIES.filter(({ kind }) => kind === 'debit')

/**
 * As many entries as the facts know, the last on its day. Balances are told from the last one backwards, so that they
 * end at the balance of today; what would not have been there then was no credit.
 */
export function makeEntries(past: Past): PastEvent[] {
  const { facts, asOf, chance } = past
  const last = dayOf(facts, 'last_transaction_on')
  if (last === undefined) return []
  const count = typeof facts.transactions === 'number' ? facts.transactions : chance.whole(5, 60)
  const opened = dayOf(facts, 'account_opened_on') ?? ''
  const from = opened > firstDay(asOf) ? opened : firstDay(asOf)
  const days = [...someDays(past, from < last ? from : last, last, count - 1), last]
  let balance = typeof facts.deposit_balance === 'number' ? facts.deposit_balance : null
  const moments = days.map((day) => momentOn(day, past)).toSorted()
  const told = moments.toReversed().map((at) => {
    const entry = makeEntry(past, at, balance)
    balance = balance === null ? null : before(entry, balance)
    return entry
  })
  return told.toReversed()
}

function makeEntry({ facts, chance }: Past, at: string, balance: number | null): PastEvent {
  const { channel, kind, low, high, ...form } = chance.one(ENTRIES)
  const purpose = form.purpose === 'salary' && facts.job === 'retired' ? 'pension' : form.purpose
  const amount = Math.round(low * (high / low) ** chance.unit() * 100)
  const possible = kind === 'debit' || balance === null || amount <= balance
  const other = possible ? { kind, channel, purpose } : chance.one(DEBITS)
  return {
    ...{ at, channel: other.channel, kind: other.kind, amount },
    detail: { purpose: other.purpose, ...(balance !== null && { balance }) },
  }
}

const before = ({ kind, amount }: PastEvent, balance: number): number =>
  kind === 'credit' ? balance - (amount ?? 0) : balance + (amount ?? 0)
