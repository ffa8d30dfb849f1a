import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

// What the two public extracts come to, read plainly from their files. Nothing of the project is used here: it is what
// the importer is held against.

/** Sums and counts by name; money in hundredths. */
export type Sums = Record<string, number | string>

type Row = Record<string, string>

/** Rows of the first file whose name fits, or of none. */
function rowsOf(dir: string, pattern: RegExp): Row[] {
  const name = readdirSync(dir)
    .sort()
    .find((one) => pattern.test(one))
  if (name === undefined) return []
  const bytes = readFileSync(join(dir, name))
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  const split = (line: string) => line.split(';').map((field) => field.replaceAll('"', '').trim())
  const names = split(head)
  return lines.map((line) => Object.fromEntries(split(line).map((field, i) => [names[i] ?? '', field])))
}

const hundredths = (text = '') => Math.round(Number(text) * 100)
const sum = (rows: readonly Row[], value: (row: Row) => number) =>
  rows.reduce((all, row) => all + value(row), 0)
const count = (rows: readonly Row[], column: string, ...values: string[]) =>
  rows.filter((row) => values.includes(row[column] ?? '')).length
const day = (yymmdd = '') => `19${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4, 6)}`

/** The Czech bank: clients, accounts, cards, loans, orders and transactions. */
export function czechSums(dir: string): Sums {
  const [clients, disps, accounts] = ['client', 'disp', 'account'].map((name) =>
    rowsOf(dir, new RegExp(`^${name}\\.asc`)),
  )
  const [orders, loans, cards] = ['order', 'loan', 'card'].map((name) =>
    rowsOf(dir, new RegExp(`^${name}\\.asc`)),
  )
  const entries = rowsOf(dir, /^trans(-.*)?\.asc/)
  if (!clients || !disps || !accounts || !orders || !loans || !cards)
    throw new Error(`no such extract in ${dir}`)
  const owner = new Map(
    disps.filter(({ type }) => type === 'OWNER').map((row) => [row.account_id, row.client_id]),
  )
  const balance = new Map<string, { on: string; amount: number }>()
  for (const { account_id, date = '', balance: amount } of entries) {
    const client = owner.get(account_id) ?? ''
    if (date >= (balance.get(client)?.on ?? '')) balance.set(client, { on: date, amount: hundredths(amount) })
  }
  const days = [
    ...entries.map((row) => row.date),
    ...loans.map((row) => row.date),
    ...cards.map((row) => row.issued),
  ]
  const until =
    days
      .map((text) => day(text))
      .sort()
      .at(-1) ?? ''
  const from = new Date(Date.parse(until) - 90 * 86_400_000).toISOString().slice(0, 10)
  const ins = entries.filter(({ type }) => type === 'PRIJEM')
  const outs = entries.filter(({ type }) => type !== 'PRIJEM')
  const amount = (row: Row) => hundredths(row.amount)
  return {
    customers: clients.length,
    'customers, women': clients.filter(({ birth_number = '' }) => Number(birth_number.slice(2, 4)) > 50)
      .length,
    'accounts with an owner': new Set(accounts.map((row) => row.account_id).filter((id) => owner.has(id)))
      .size,
    'accounts with one who may act for the owner': count(disps, 'type', 'DISPONENT'),
    cards: cards.length,
    'cards, gold': count(cards, 'type', 'gold'),
    loans: loans.length,
    'loans, amount': sum(loans, amount),
    'loans in default': new Set(
      loans.filter(({ status }) => status === 'B' || status === 'D').map((row) => row.account_id),
    ).size,
    'standing orders': orders.length,
    'standing orders, amount': sum(orders, amount),
    transactions: entries.length,
    'transactions in': ins.length,
    'transactions in, amount': sum(ins, amount),
    'transactions out': outs.length,
    'transactions out, amount': sum(outs, amount),
    'transactions at the counter': count(entries, 'operation', 'VKLAD', 'VYBER'),
    'transactions by card': count(entries, 'operation', 'VYBER KARTOU'),
    'transactions within 90 days': entries.filter((row) => day(row.date) > from).length,
    'last balances': [...balance.values()].reduce((all, one) => all + one.amount, 0),
    'last day': until,
  }
}

/** The Portuguese bank: customers with a call each, and calls that name nobody. */
export function portugueseSums(dir: string): Sums {
  const customers = rowsOf(dir, /^bank(-full)?\.csv/)
  const others = rowsOf(dir, /^bank-additional(-full)?\.csv/)
  const calls = [...customers, ...others]
  return {
    customers: customers.length,
    'years of age, all together': sum(customers, (row) => Number(row.age)),
    balances: sum(customers, (row) => hundredths(row.balance)),
    'in default': count(customers, 'default', 'yes'),
    'with a housing loan': count(customers, 'housing', 'yes'),
    'contacts in the campaign': sum(customers, (row) => Number(row.campaign)),
    'calls that name nobody': others.length,
    'calls, all': calls.length,
    'seconds of all calls': sum(calls, (row) => Number(row.duration)),
    'calls after which the deposit was taken': count(calls, 'y', 'yes'),
  }
}

/** Which of the two it is; null: neither. */
export function datasetIn(dir: string): 'berka' | 'bank-marketing' | null {
  if (existsSync(join(dir, 'client.asc')) || existsSync(join(dir, 'client.asc.gz'))) return 'berka'
  return readdirSync(dir).some((name) => /^bank(-full)?\.csv/.test(name)) ? 'bank-marketing' : null
}
