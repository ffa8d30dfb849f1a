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
      const [before, after, ...more] = dated.filter((one) => one.attribute === attribute)
      expect(more).toEqual([])
      expect(after?.value).toBe(facts[attribute])
      expect((before?.at ?? '') < (after?.at ?? '') && (after?.at ?? '') < DAY).toBe(true)
    }
  }
})

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
    told(all.slice(0, 60).flatMap(({ dated }) => dated.filter((_, n) => n % 2 === 1))),
  )
  const due = 'SELECT count(*) AS n FROM dirty_customer WHERE since <= ?1'
  expect(await db.prepare(due).bind(new Date().toISOString()).first('n')).toBe(0)
}, 60_000)
