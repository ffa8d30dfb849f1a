import { expect, it } from 'vitest'
import { generateSample, SEED } from '../../db/sample/generate.ts'
import { factsBefore } from '../../db/sample/history/changes.ts'
import { loadSample } from '../../db/sample/load.ts'
import { openTestD1 } from '../import/database.ts'
import { SECRET } from '../import/made-up-bank.ts'

const DAY = '2026-11-23'
const all = generateSample(SEED, 500, DAY).map(({ number, facts }) => ({
  ...{ number, facts },
  dated: factsBefore(SEED, number, facts, DAY),
}))

it('ends with what the facts are, and was something else before', () => {
  expect(all.filter(({ dated }) => dated.length > 0).length).toBeGreaterThan(250)
  for (const { number, facts, dated } of all) {
    expect(factsBefore(SEED, number, facts, DAY)).toEqual(dated)
    for (const attribute of new Set(dated.map((one) => one.attribute))) {
      const own = dated.filter((one) => one.attribute === attribute)
      expect(own.at(-1)?.value).toBe(facts[attribute])
      const moments = own.map(({ at }) => at)
      expect(moments).toEqual(moments.toSorted())
      expect((moments[0] ?? '') < (moments.at(-1) ?? '') && (moments.at(-1) ?? '') < DAY).toBe(true)
    }
  }
})

const isFirst = (one: { attribute: string }, n: number, all: readonly { attribute: string }[]) =>
  all.findIndex(({ attribute }) => attribute === one.attribute) === n

it('stands in the base as the history of the customers of today, in the place of another day’s', async () => {
  const { db } = await openTestD1()
  await loadSample(db, SECRET, '2026-11-20', { count: 60 })
  await loadSample(db, SECRET, DAY, { count: 60 })
  const { results } = await db
    .prepare('SELECT attribute, at FROM fact_change WHERE before IS NOT NULL AND before IS NOT after')
    .all<{ attribute: string; at: string }>()
  const told = (of: readonly { attribute: string; at: string }[]) =>
    of.map(({ attribute, at }) => `${attribute} ${at}`).toSorted()
  expect(told(results)).toEqual(
    told(all.slice(0, 60).flatMap(({ dated }) => dated.filter((...one) => !isFirst(...one)))),
  )
  const due = 'SELECT count(*) AS n FROM dirty_customer WHERE since <= ?1'
  expect(await db.prepare(due).bind(new Date().toISOString()).first('n')).toBe(0)
}, 60_000)
