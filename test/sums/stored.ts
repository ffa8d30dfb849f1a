import type { D1Database } from '@cloudflare/workers-types'
import type { Sums } from './raw.ts'

const fact = (name: string) => `facts ->> '$.${name}'`
const customers = (what: string, where = 'true') =>
  `SELECT ${what} FROM customer WHERE load_id = (SELECT live_load FROM dataset WHERE id = ?1) AND ${where}`
const events = (what: string, where = 'true') =>
  `SELECT ${what} FROM event WHERE load_id = (SELECT live_load FROM dataset WHERE id = ?1) AND ${where}`
const identifiers = (kind: string, role: string) =>
  `SELECT count(*) FROM identifier WHERE load_id = (SELECT live_load FROM dataset WHERE id = ?1)
    AND kind = '${kind}' AND role = '${role}' AND certain`
const ENTRY = `kind IN ('credit', 'debit')`

/** The same figures from the base, in SQL. */
const QUERIES: Record<'berka' | 'bank-marketing', Record<string, string>> = {
  berka: {
    customers: customers('count(*)'),
    'customers, women': customers('count(*)', `${fact('gender')} = 'female'`),
    'accounts with an owner': identifiers('account', 'owner'),
    'accounts with one who may act for the owner': identifiers('account', 'authorised'),
    cards: identifiers('card', 'owner'),
    'cards, gold': customers('count(*)', `${fact('card_type')} = 'gold'`),
    loans: events('count(*)', `kind = 'loan_granted'`),
    'loans, amount': events('sum(amount)', `kind = 'loan_granted'`),
    'loans in default': customers('count(*)', `${fact('in_default')} = 1`),
    'standing orders': customers(`sum(${fact('standing_orders')})`),
    'standing orders, amount': customers(`sum(${fact('standing_order_total')})`),
    transactions: customers(`sum(${fact('transactions')})`),
    'transactions in': events('count(*)', `kind = 'credit'`),
    'transactions in, amount': events('sum(amount)', `kind = 'credit'`),
    'transactions out': events('count(*)', `kind = 'debit'`),
    'transactions out, amount': events('sum(amount)', `kind = 'debit'`),
    'transactions at the counter': events('count(*)', `${ENTRY} AND channel = 'counter'`),
    'transactions by card': events('count(*)', `${ENTRY} AND channel = 'cards'`),
    'transactions within 90 days': customers(`coalesce(sum(${fact('transactions_90d')}), 0)`),
    'last balances': customers(`sum(${fact('deposit_balance')})`),
    'last day': events('max(at)'),
  },
  'bank-marketing': {
    customers: customers('count(*)'),
    'years of age, all together': customers(`sum(${fact('age')})`),
    balances: customers(`sum(${fact('deposit_balance')})`),
    'in default': customers('count(*)', `${fact('in_default')} = 1`),
    'with a housing loan': customers('count(*)', `${fact('housing_loan')} = 1`),
    'contacts in the campaign': customers(`sum(${fact('contacts_this_campaign')})`),
    'calls that name nobody': events('count(*)', 'customer_key IS NULL'),
    'calls, all': events('count(*)'),
    'seconds of all calls': events(`sum(detail ->> '$.seconds')`),
    'calls after which the deposit was taken': events('count(*)', `detail ->> '$.subscribed' = 1`),
  },
}

/** What the base holds of a dataset; 0 where it holds nothing. */
export async function storedSums(db: D1Database, dataset: keyof typeof QUERIES): Promise<Sums> {
  const queries = Object.entries(QUERIES[dataset])
  const results = await db.batch<Record<string, number | string | null>>(
    queries.map(([, text]) => db.prepare(text).bind(dataset)),
  )
  return Object.fromEntries(
    queries.map(([name], i) => [name, Object.values(results[i]?.results[0] ?? {})[0] ?? 0]),
  )
}
