import { Mapping } from '../../db/import/mapping.ts'

/** Made up; the tests' databases are thrown away. */
export const SECRET = 'a secret of the tests and nobody else'

/** A made-up bank's extract: every kind of file, in GBK. */
export const mapping = Mapping.parse({
  schema: 1,
  dataset: 'probe',
  source: 'made up for tests',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  asOf: 'latest-event',
  format: { delimiter: ',', encoding: 'gbk' },
  files: [
    { id: 'branch', file: 'branch.csv', rows: 'lookup', name: 'region', from: 'code', to: 'name' },
    {
      id: 'customer',
      file: 'customer.csv',
      rows: 'customers',
      customer: 'number',
      facts: {
        age: { column: 'born', convert: 'date-iso', sinceAsOf: 'years' },
        gender: { column: 'sex', convert: 'listed', values: { 男: 'male', 女: 'female', 未知: null } },
        region: { column: 'branch', lookup: 'region' },
      },
    },
    {
      id: 'holder',
      file: 'holder.csv',
      rows: 'link',
      links: [{ name: 'owner', from: 'account', to: 'number', where: { role: '户主' } }],
    },
    {
      id: 'order',
      file: 'order.csv',
      rows: 'facts',
      key: ['id'],
      customer: { column: 'account', link: 'owner' },
      facts: {
        standing_orders: { fold: 'count' },
        standing_order_total: { column: 'amount', convert: 'money', fold: 'sum' },
      },
    },
    {
      id: 'entry',
      file: 'entry*.csv',
      rows: 'events',
      key: ['id'],
      customer: { column: 'account', link: 'owner' },
      facts: {
        deposit_balance: { column: 'balance', convert: 'money' },
        transactions: { fold: 'count' },
        last_transaction_on: { column: 'day', convert: 'date-iso', fold: 'max' },
      },
      event: {
        at: { column: 'day', convert: 'date-iso' },
        channel: { column: 'way', convert: 'listed', values: { 柜面: 'counter', '*': 'core' } },
        kind: 'entry',
        amount: { column: 'amount', convert: 'money' },
        detail: { note: { column: 'note' } },
      },
    },
  ],
})

export type Files = Record<string, string[]>

/** A whole extract of `count` customers, each with an account, two orders and three entries. */
export function extract(count = 5): Files {
  const numbers = Array.from({ length: count }, (_, i) => String(7001 + i))
  const day = (i: number, k: number) => `2026-0${k + 1}-${String((i % 28) + 1).padStart(2, '0')}`
  return {
    'branch.csv': ['code,name', 'B1,临溪区', 'B2,桐花区'],
    'customer.csv': [
      'number,born,sex,branch',
      ...numbers.map(
        (number, i) => `${number},19${60 + (i % 39)}-05-18,${i % 2 ? '女' : '男'},B${(i % 2) + 1}`,
      ),
    ],
    'holder.csv': [
      'account,number,role,clerk',
      ...numbers.flatMap((n) => [`A${n},${n},户主,李`, `A${n},${n},代理,王`]),
    ],
    'order.csv': [
      'id,account,amount',
      ...numbers.flatMap((n) => [`${n}1,A${n},100.50`, `${n}2,A${n},"1,000.25"`]),
    ],
    'entry.csv': [
      'id,account,day,way,amount,balance,note',
      ...numbers.flatMap((n, i) =>
        [0, 1, 2].map(
          (k) => `${n}${k},A${n},${day(i, k)},${k ? '柜面' : '转账'},10.0${k},${i}.5${k},备注"${k}`,
        ),
      ),
    ],
  }
}
