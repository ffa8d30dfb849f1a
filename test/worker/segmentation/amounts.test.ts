import { beforeAll, expect, it } from 'vitest'
import { SegmentationRun } from '../../../worker/contract/segmentation.ts'
import { listRuns } from '../../../worker/services/segmentation/list.ts'
import { withResult } from '../../../worker/services/segmentation/row.ts'
import type { RunRow } from '../../../worker/services/segmentation/sql/runs.ts'
import { databases, publishPlaybook } from '../edge.ts'
import { addCustomers, addEvents, computed, membersOf, NOW } from './runs.ts'

const HUGE = Number.MAX_SAFE_INTEGER

beforeAll(async () => {
  await publishPlaybook()
  await addCustomers(60, () => ({ age: 40, deposit_balance: 5 }))
  await addEvents([
    ...Array.from({ length: 50 }, (_, no) => ({ customer: no + 1, days: no + 0.5, amount: 100 + no })),
    // As they came before amounts had a bound: two that no number holds together, and more than 64 bits hold.
    ...Array.from({ length: 2 }, () => ({ customer: 51, days: 3, amount: HUGE })),
    ...Array.from({ length: 1100 }, () => ({ customer: 52, days: 3, amount: HUGE })),
    ...Array.from({ length: 1100 }, () => ({ customer: 52, days: 3, amount: HUGE, kind: 'credit' })),
  ])
})

it.each(['rfm', 'life-cycle'] as const)(
  'amounts that add up to more than a number holds stop no run: %s',
  async (model) => {
    const run = await computed(model)
    expect(run).toMatchObject({ state: 'preview', failure: null })
    const { runs } = await listRuns(databases, NOW)
    expect(runs.map((one) => SegmentationRun.safeParse(one).success)).not.toContain(false)
    expect(Object.keys(await membersOf(run.id))).toHaveLength(60)
    if (model === 'rfm')
      expect(run.result.borders.find(({ measure, score }) => measure === 'amount' && score === 5)?.to).toBe(
        HUGE,
      )
  },
)

it('a result that could not be read again is not kept', () => {
  const row = { result: '{}' } as RunRow
  const borders = [{ measure: 'amount' as const, currency: 'CNY', score: 5, from: 1, to: HUGE * 2 }]
  expect(() => withResult(row, { borders })).toThrow()
})
