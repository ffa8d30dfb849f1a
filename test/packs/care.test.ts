import { expect, test } from 'vitest'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { LIFE_RULES, VULNERABILITY_DRIVERS } from '../../worker/contract/segment-groups.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { likelyScripts } from '../../worker/decision/scripts.ts'
import { input } from '../decision/playbook.ts'
import { playbooks } from './banks.ts'

const compiled = compilePlaybook(playbooks.cn)
const asOf = '2026-11-26T04:00:00.000Z'
const sales = playbooks.cn.tips.filter(({ marketing }) => marketing).map(({ id }) => id)
/** Somebody to whom deposits are offered. */
const saver: Facts = {
  ...{ age: 45, deposit_balance: 30_000_000, total_assets: 40_000_000, wealth_balance: 0, fund_balance: 0 },
  ...{
    risk_grade: 3,
    risk_assessed_on: '2026-10-01',
    marketing_consent: true,
    personalisation_consent: true,
  },
}
const shown = (facts: Facts) => {
  const { tips, segments } = decide(compiled, {
    ...input,
    ...{ facts: { ...saver, ...facts }, asOf, askedAt: asOf, factsAsOf: '2026-11-26T00:00:00.000Z' },
  })
  return { tips: tips.map(({ id }) => id), badge: segments[0]?.id, badges: segments.map(({ id }) => id) }
}
const sold = (facts: Facts) => shown(facts).tips.filter((id) => sales.includes(id))

test('a saver is offered deposits', () => {
  expect(sold({})).toEqual(expect.arrayContaining(['certificate-of-deposit']))
})

const recorded = VULNERABILITY_DRIVERS.map((driver): [string, Facts] => [driver, { [driver]: true }])
const since: Facts = { vulnerable: false, vulnerability_health: true }

test.each<[string, Facts]>([...recorded, ['health, recorded after a run that said no', since]])(
  'vulnerability by %s alone: served with care, offered nothing',
  (_, facts) => {
    const { tips, badge } = shown(facts)
    expect(badge).toBe('vulnerable')
    expect(tips).toContain('vulnerable-pace')
    expect(sold(facts)).toEqual([])
    const scope = { customer: facts, page: {}, contact: { minutes: 0, steps: [] }, now: new Date(asOf) }
    expect(likelyScripts(compiled, scope)).toContain('vulnerable-care')
  },
)

test.each<[string, string, Facts]>([
  ['dormant-details', 'a dormant customer', { life_stage: 'dormant', last_transaction_on: '2026-01-01' }],
  [
    'at-risk-return',
    'a good customer gone quiet',
    { rfm_group: 'at-risk', last_transaction_on: '2026-08-01' },
  ],
  ['leaving-listen', 'one who is leaving', { life_stage: 'leaving' }],
])('%s stands beside no offer, and says alone what it is about (%s)', (id, _, facts) => {
  expect(shown(facts).tips).toContain(id)
  expect(sold(facts)).toEqual([])
  expect(shown(facts).tips).not.toContain('dormant-account')
})

test.each<[string, string, Facts, Facts]>([
  [
    'dormant',
    'dormant-details',
    { life_stage: 'dormant', transactions_90d: 40 },
    { last_transaction_on: '2026-11-25' },
  ],
  ['new', 'new-settle-in', { life_stage: 'new' }, { account_opened_on: '2019-01-01' }],
  ['at-risk', 'at-risk-return', { rfm_group: 'at-risk' }, { last_transaction_on: '2026-11-25' }],
])(
  'nobody is told that they are %s where a fact since says otherwise, or is not known',
  (badge, tip, group, since) => {
    for (const facts of [{ ...group, ...since }, group]) {
      const seen = shown(facts)
      expect(seen.badges).not.toContain(badge)
      expect(seen.tips).not.toContain(tip)
    }
  },
)

test('a complaint of which nothing is heard any more withholds what is sold, as an open one does', () => {
  const stale = { complaint_opened_on: '2026-08-01T00:00:00Z' }
  const facts = { ...saver }
  const moments = { asOf, askedAt: asOf, factsAsOf: '2026-11-26T00:00:00.000Z' }
  const { tips, hiddenTips } = decide(compiled, { ...input, ...moments, facts, stale })
  expect(tips.map(({ id }) => id).filter((id) => sales.includes(id))).toEqual([])
  const withheld = { id: 'certificate-of-deposit', reason: 'applicability-unknown' }
  expect(hiddenTips).toContainEqual({ ...withheld, missing: ['customer.complaint_opened_on'] })
})

test('a group that is too old withholds no more than none does', () => {
  const moments = { asOf, askedAt: asOf, factsAsOf: '2026-11-26T00:00:00.000Z' }
  const { tips } = decide(compiled, { ...input, ...moments, facts: saver, stale: { life_stage: asOf } })
  expect(tips.map(({ id }) => id)).toContain('certificate-of-deposit')
})

test('an account that no run has looked at is still asked about, and nothing is sold beside it', () => {
  expect(shown({ last_transaction_on: '2026-01-01' }).tips).toContain('dormant-account')
  expect(sold({ last_transaction_on: '2026-01-01' })).toEqual([])
})

/** A closed product or a large sum paid out is no lesser use. */
test('who may be leaving is told nothing that one of the rules does not say', () => {
  expect(LIFE_RULES.filter(({ stage }) => stage === 'leaving').length).toBeGreaterThan(1)
  const { say } = playbooks.cn.tips.find(({ id }) => id === 'leaving-listen') ?? {}
  expect(say?.zh).not.toMatch(/少了|少用|不常/)
  expect(say?.en).not.toMatch(/\bless\b/)
})
