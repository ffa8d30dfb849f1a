import { expect, it } from 'vitest'
import { endedTips } from '../../extension/background/ended-tips.ts'
import type { Decision } from '../../worker/contract/decision.ts'
import { compilePlaybook } from '../../worker/decision/compile.ts'
import { decision, show } from '../present/fixture.ts'

const { playbook } = show('zh-CN').compiled
const [tip] = playbook.tips
const HOUR = 3_600_000

/** A decision of 06:00 in the bank's zone with one tip, and the playbook that has it until then. */
function shown(until: string | undefined, change: Partial<Decision> = {}) {
  if (!tip) throw new Error('the fixture has no tip')
  const { until: _, ...endless } = tip
  const tips = [{ ...endless, ...(until && { until }) }]
  const compiled = compilePlaybook({ ...playbook, timeZone: 'Asia/Shanghai', tips })
  const decided = {
    id: tip.id,
    score: 1,
    propensity: 1,
    context: 1,
    value: 1,
    lever: 1,
    interrupts: false,
    basis: [],
  }
  const asOf = '2026-11-23T22:00:00.000Z'
  return { compiled, decided: decision({}, { asOf, historical: false, tips: [decided], ...change }) }
}

it.each<[until: string | undefined, hours: number, ended: boolean]>([
  ['2026-11-24T07:00', 1, false],
  ['2026-11-24T07:00', 1.02, true],
  ['2026-11-24', 17.9, false],
  ['2026-11-24', 18, true],
  [undefined, 1000, false],
])('a tip until %s has ended %f hours after 06:00: %s', (until, hours, ended) => {
  const { compiled, decided } = shown(until)
  expect(endedTips(decided, compiled, hours * HOUR)).toEqual(ended ? [tip?.id] : [])
})

it('nothing ends in an extract of another day, nor of another playbook’s tips', () => {
  const { compiled, decided } = shown('2026-11-24T07:00', { historical: true })
  expect(endedTips(decided, compiled, 48 * HOUR)).toEqual([])
  const { tips } = shown(undefined).decided
  const other = { ...decided, historical: false, tips: tips.map((one) => ({ ...one, id: 'another' })) }
  expect(endedTips(other, compiled, 48 * HOUR)).toEqual([])
})
