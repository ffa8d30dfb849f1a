import { expect, it } from 'vitest'
import { findMapping } from '../../db/import/find-mapping.ts'
import { importExtract } from '../../db/import/import.ts'
import { randomFrom } from '../bench/ingest/events.ts'
import { openTestD1 } from '../import/database.ts'
import { writeFiles } from '../import/fixture.ts'
import { SECRET } from '../import/made-up-bank.ts'
import { compare } from './compare.ts'
import { czechSums, datasetIn, portugueseSums } from './raw.ts'
import { storedSums } from './stored.ts'

const { db } = await openTestD1()
const random = randomFrom(7)
const below = (most: number) => Math.floor(random() * most)
const pick = <T>(list: readonly T[]) => list[below(list.length)] as T
const list = <T>(count: number, make: (i: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i + 1))
const day = () =>
  `9${below(6) + 3}${String(below(12) + 1).padStart(2, '0')}${String(below(28) + 1).padStart(2, '0')}`
const money = () => `${below(90_000)}.${below(90) + 10}`

/** Made-up rows in the form of the Czech bank's files. */
const czech = {
  'district.asc': ['A1;A2;A3', '1;"Okres";"middle Moravia"'],
  'client.asc': [
    '"client_id";"birth_number";"district_id"',
    ...list(60, (i) => `${i};"${below(50) + 30}${pick(['01', '12', '51', '62'])}${below(18) + 10}";1`),
  ],
  'disp.asc': [
    '"disp_id";"client_id";"account_id";"type"',
    ...list(40, (i) => `${i};${i};${i};"OWNER"`),
    ...list(20, (i) => `${40 + i};${40 + i};${i};"DISPONENT"`),
    ...list(5, (i) => `${60 + i};${i};${40 + i};"OWNER"`),
  ],
  'account.asc': [
    '"account_id";"district_id";"frequency";"date"',
    ...list(45, (i) => `${i};1;"POPLATEK MESICNE";930101`),
  ],
  'order.asc': [
    '"order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"',
    ...list(70, (i) => `${i};${below(45) + 1};"XX";"99";${money()};"SIPO"`),
  ],
  'loan.asc': [
    '"loan_id";"account_id";"date";"amount";"duration";"payments";"status"',
    ...list(30, (i) => `${i};${i + 5};${day()};${below(90_000)};12;100.00;"${pick(['A', 'B', 'C', 'D'])}"`),
  ],
  'card.asc': [
    '"card_id";"disp_id";"type";"issued"',
    ...list(20, (i) => `${i};${i * 2};"${pick(['junior', 'classic', 'gold'])}";${day()} 00:00:00`),
  ],
  'trans.asc': [
    '"trans_id";"account_id";"date";"type";"operation";"amount";"balance";"k_symbol";"bank";"account"',
    ...list(900, (i) => {
      const [type, operation] = pick([
        ['PRIJEM', 'VKLAD'],
        ['PRIJEM', ''],
        ['VYDAJ', 'VYBER'],
        ['VYBER', 'VYBER'],
        ['VYDAJ', 'VYBER KARTOU'],
        ['VYDAJ', 'PREVOD NA UCET'],
      ])
      return `${i};${below(45) + 1};${day()};"${type}";"${operation}";${money()};${money()};"";;`
    }),
  ],
}

/** Made-up rows in the form of the Portuguese bank's files. */
const portuguese = {
  'bank.csv': [
    '"age";"job";"marital";"education";"default";"balance";"housing";"loan";"contact";"day";"month";"duration";"campaign";"pdays";"previous";"poutcome";"y"',
    ...list(
      200,
      () =>
        `${below(70) + 18};"admin.";"single";"primary";"${pick(['yes', 'no'])}";${below(9000) - 400};"${pick(['yes', 'no'])}";"no";"cellular";${below(28) + 1};"may";${below(900)};${below(9) + 1};-1;0;"unknown";"${pick(['yes', 'no'])}"`,
    ),
  ],
  'bank-additional.csv': [
    '"age";"job";"marital";"education";"default";"housing";"loan";"contact";"month";"day_of_week";"duration";"campaign";"pdays";"previous";"poutcome";"emp.var.rate";"cons.price.idx";"cons.conf.idx";"euribor3m";"nr.employed";"y"',
    ...list(
      90,
      () =>
        `${below(70) + 18};"admin.";"single";"basic.4y";"no";"yes";"no";"telephone";"may";"mon";${below(900)};1;999;0;"nonexistent";1.1;93.994;-36.4;4.857;5191;"${pick(['yes', 'no'])}"`,
    ),
  ],
}

it.each([
  ['berka' as const, czech, czechSums],
  ['bank-marketing' as const, portuguese, portugueseSums],
])('the base comes to what the files come to: %s', async (dataset, files, sums) => {
  const dir = await writeFiles(files, { encoding: 'utf-8' })
  expect(datasetIn(dir)).toBe(dataset)
  await importExtract({ db, mapping: await findMapping(dir), dir, secret: SECRET, seed: 'test' })
  const same = compare(sums(dir), await storedSums(db, dataset))
  expect(same.filter(({ equal }) => !equal)).toEqual([])
  expect(same.length).toBeGreaterThan(9)
  expect(same.every(({ files }) => files !== 0)).toBe(true)
  await db
    .prepare(
      `update customer set facts = json_set(facts, '$.deposit_balance', 1) where rowid in (select max(rowid) from customer)`,
    )
    .run()
  expect(compare(sums(dir), await storedSums(db, dataset)).filter(({ equal }) => !equal).length).toBe(1)
})
