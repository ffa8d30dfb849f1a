import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../db/import/catalogue.ts'
import { customerFacts } from '../../db/sample/customer.ts'
import { drawFor } from '../../db/sample/draw.ts'
import { generateSample, SEED } from '../../db/sample/generate.ts'
import { ACCOUNTS, CAMPAIGN, type Quantiles } from '../../db/sample/shape.ts'
import { STORIES } from '../../db/sample/stories.ts'
import { synthesise } from '../../db/sample/synthesise.ts'
import { type Facts, Facts as FactsSchema, type Holding } from '../../worker/contract/catalogue.ts'

const DAY = '2026-11-23'
const COUNT = 6000
const all = Array.from({ length: COUNT }, (_, i) => customerFacts('shape', `6002${i}`, DAY))
const known = (name: string, of: Facts[] = all) => of.filter((facts) => facts[name] !== undefined)
const shareOf = (holds: (facts: Facts) => unknown, of: Facts[] = all) => of.filter(holds).length / of.length
const owners = known('account_opened_on')

/** Four standard errors of a share counted on `count` customers, and no less than half a point. */
const near = (share: number, count: number) => Math.max(0.005, 4 * Math.sqrt((share * (1 - share)) / count))
function expectShare(found: number, wanted: number, count: number, what: string): void {
  expect(Math.abs(found - wanted), `${what}: ${found} where ${wanted} was measured`).toBeLessThan(
    near(wanted, count),
  )
}

describe('shares are those measured', () => {
  const age = (facts: Facts) => Number(facts.age)
  it.each(CAMPAIGN.byAge.map((band, i) => ({ ...band, below: CAMPAIGN.byAge[i + 1]?.from ?? 200 })))(
    'from $from years',
    ({ from, below, job, marital, housing, loan }) => {
      const band = all.filter((facts) => age(facts) >= from && age(facts) < below)
      for (const [name, weights] of Object.entries({ job, marital })) {
        const sum = Object.values(weights).reduce((total, weight) => total + weight, 0)
        for (const [code, weight] of Object.entries(weights)) {
          const found = shareOf((facts) => (facts[name] ?? 'unknown') === code, band)
          expectShare(found, weight / sum, band.length, `${name} ${code}`)
        }
      }
      expectShare(
        shareOf((facts) => facts.housing_loan, band),
        housing,
        band.length,
        'housing loan',
      )
      expectShare(
        shareOf((facts) => facts.personal_loan, band),
        loan,
        band.length,
        'personal loan',
      )
    },
  )

  it.each([
    ['gender', ACCOUNTS.gender, all],
    ['loan_status', ACCOUNTS.loanStatus, known('loan_status')],
    ['standing_orders', ACCOUNTS.standingOrders, owners],
    ['contacts_this_campaign', CAMPAIGN.contactsThisCampaign, all],
    ['previous_outcome', CAMPAIGN.previousOutcome, known('previous_outcome')],
    [
      'education of managers',
      CAMPAIGN.educationByJob.management,
      all.filter(({ job }) => job === 'management'),
    ],
  ] as [string, Record<string, number>, Facts[]][])('%s', (what, weights, of) => {
    const name = what.split(' ')[0] ?? ''
    const sum = Object.values(weights).reduce((total, weight) => total + weight, 0)
    for (const [code, weight] of Object.entries(weights)) {
      const found = shareOf((facts) => String(facts[name] ?? 'unknown') === code, of)
      expectShare(found, weight / sum, of.length, `${what} ${code}`)
    }
  })

  it.each([
    ['account owners', owners.length / COUNT, ACCOUNTS.owners, COUNT],
    ['loans', known('loan_amount').length / owners.length, ACCOUNTS.loans, owners.length],
    ['cards', known('card_type').length / COUNT, ACCOUNTS.cards, COUNT],
    ['contacted before', known('days_since_contact').length / COUNT, CAMPAIGN.contactedBefore, COUNT],
    ['in default', shareOf((facts) => facts.in_default), CAMPAIGN.inDefault, COUNT],
  ])('%s', (what, found, wanted, count) => expectShare(found, wanted, count, what))

  it.each([
    ['age', CAMPAIGN.age, 1],
    ['deposit_balance', ACCOUNTS.balance, 100],
    ['loan_amount', ACCOUNTS.loanAmount, 100],
    ['transactions', ACCOUNTS.transactions, 1],
    ['days_since_contact', CAMPAIGN.daysSinceContact, 1],
  ] as [string, Quantiles, number][])('quantiles of %s', (name, quantiles, unit) => {
    const values = known(name).map((facts) => Number(facts[name]) / unit)
    for (const [share, value] of quantiles) {
      if (share === 0) expect(Math.min(...values)).toBeGreaterThanOrEqual(value - 0.5)
      else if (share === 1) expect(Math.max(...values)).toBeLessThanOrEqual(value + 0.5)
      else {
        const below = values.filter((found) => found < value).length / values.length
        const upTo = values.filter((found) => found <= value).length / values.length
        const off = near(share, values.length) + (name === 'age' ? 0.01 : 0)
        expect(below, `${name} below ${value}`).toBeLessThan(share + off)
        expect(upTo, `${name} up to ${value}`).toBeGreaterThan(share - off)
      }
    }
  })
})

describe('what is made up hangs together', () => {
  const holdings = (facts: Facts) => facts.holdings as Holding[]
  const held = known('holdings')
  const sum = (facts: Facts, kind: Holding['kind']) =>
    holdings(facts)
      .filter((one) => one.kind === kind)
      .reduce((total, { amount }) => total + amount, 0)

  it('balances are the sums of what is held', () => {
    for (const facts of held) {
      expect(facts.term_deposit_balance).toBe(sum(facts, 'deposit'))
      expect(facts.wealth_balance).toBe(sum(facts, 'wealth'))
      expect(facts.fund_balance).toBe(sum(facts, 'fund'))
      const current = Math.max(0, Number(facts.deposit_balance ?? 0))
      expect(facts.total_assets).toBe(
        current + holdings(facts).reduce((total, { amount }) => total + amount, 0),
      )
      expect(facts.highest_holding_grade).toBe(Math.max(1, ...holdings(facts).map(({ grade }) => grade)))
    }
  })

  it('holdings are mostly within the grade, some above', () => {
    const above = shareOf((facts) => Number(facts.highest_holding_grade) > Number(facts.risk_grade))
    expect(above).toBeGreaterThan(0.003)
    expect(above).toBeLessThan(0.05)
    expect(
      held.some((facts) => facts.risk_grade === undefined && sum(facts, 'wealth') + sum(facts, 'fund') > 0),
    ).toBe(false)
  })

  it('grades fall with age and rise with wealth; all five occur', () => {
    const mean = (of: Facts[], name: string) =>
      of.reduce((total, facts) => total + Number(facts[name]), 0) / of.length
    const graded = [1, 2, 3, 4, 5].map((grade) => all.filter((facts) => facts.risk_grade === grade))
    expect(graded.every((of) => of.length > COUNT / 100)).toBe(true)
    const [low = [], , , , high = []] = graded
    expect(mean(low, 'age')).toBeGreaterThan(mean(high, 'age') + 5)
    expect(mean(known('total_assets', high), 'total_assets')).toBeGreaterThan(
      1.3 * mean(known('total_assets', low), 'total_assets'),
    )
  })

  it.each([
    [
      'an assessment older than a year',
      (facts: Facts) => String(facts.risk_assessed_on) < '2025-11-23',
      0.1,
      0.3,
    ],
    ['no assessment', (facts: Facts) => facts.risk_grade === undefined, 0.05, 0.15],
    ['unknown consent to marketing', (facts: Facts) => facts.marketing_consent === undefined, 0.04, 0.12],
    [
      'a refusal of calls in force',
      (facts: Facts) => String(facts.do_not_call_until ?? '') >= DAY,
      0.02,
      0.1,
    ],
    ['an open complaint', (facts: Facts) => facts.complaint_opened_on !== undefined, 0.02, 0.06],
    ['a changed grade', (facts: Facts) => facts.risk_grade_changed_on !== undefined, 0.02, 0.1],
    [
      'a private product just signed for',
      (facts: Facts) => facts.private_signed_at !== undefined,
      0.002,
      0.03,
    ],
    ['unknown holdings', (facts: Facts) => facts.holdings === undefined, 0.01, 0.06],
    ['half a million or more', (facts: Facts) => Number(facts.total_assets) >= 50_000_000, 0.03, 0.15],
    [
      'a deposit that matures within 30 days',
      (facts: Facts) => String(facts.term_deposit_matures_on) <= '2026-12-23',
      0.005,
      0.06,
    ],
  ])('%s occurs', (_, holds, low, high) => {
    expect(shareOf(holds)).toBeGreaterThan(low)
    expect(shareOf(holds)).toBeLessThan(high)
  })

  it('assessments are as many, and as late, as the numbers beside them say', () => {
    const day = (instant: string) => instant.slice(0, 10)
    const told = [...known('assessments'), ...generateSample(SEED, 8, DAY).map(({ facts }) => facts)]
    for (const { assessments, ...facts } of told) {
      if (!assessments) continue
      const days = (assessments as string[]).map(day)
      expect(days.at(-1)).toBe(facts.risk_assessed_on)
      expect(days.filter((one) => one === DAY)).toHaveLength(Number(facts.risk_assessments_today))
      expect(days.filter((one) => one > '2025-11-23')).toHaveLength(Number(facts.risk_assessments_12m))
    }
  })

  it('whoever refuses calls has not consented to them', () => {
    expect(known('do_not_call_until').some((facts) => facts.marketing_consent === true)).toBe(false)
  })

  it('is what the catalogue declares, in type and code', async () => {
    const catalogue = await readCatalogue()
    const types = {
      int: 'number',
      money: 'number',
      bool: 'boolean',
      string: 'string',
      date: 'string',
      instant: 'string',
      instants: 'object',
      holdings: 'object',
    }
    for (const facts of [...all.slice(0, 500), ...generateSample(SEED, 8, DAY).map((one) => one.facts)]) {
      FactsSchema.parse(facts)
      for (const [name, value] of Object.entries(facts)) {
        const attribute = catalogue.find((one) => one.name === name)
        expect(typeof value, name).toBe(types[attribute?.type ?? 'int'])
        if (typeof value === 'number') expect(Number.isSafeInteger(value), name).toBe(true)
        if (attribute?.type === 'date') expect(value, name).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        if (attribute?.values) expect(Object.keys(attribute.values), name).toContain(value)
      }
    }
    const synthetic = catalogue.filter((attribute) => attribute.synthetic).map(({ name }) => name)
    const made = new Set(all.flatMap((facts) => Object.keys(synthesise('x', String(facts.age), facts, DAY))))
    expect([...made].sort()).toEqual(synthetic.sort())
  })
})

describe('the sample', () => {
  it('is the same every time, and a larger one only adds', () => {
    const sample = generateSample(SEED, 60, DAY)
    expect(generateSample(SEED, 60, DAY)).toEqual(sample)
    expect(generateSample(SEED, 80, DAY).slice(0, 60)).toEqual(sample)
    expect(generateSample('other', 60, DAY)).not.toEqual(sample)
  })

  it('has numbers of twelve digits, each once', () => {
    const numbers = generateSample(SEED, 500, DAY).map(({ number }) => number)
    expect(numbers.every((number) => /^6002\d{8}$/.test(number))).toBe(true)
    expect(new Set(numbers).size).toBe(500)
  })

  it('moves its dates with the day it is made for', () => {
    const story = (day: string) => generateSample(SEED, 1, day)[0]?.facts
    expect(story(DAY)).toMatchObject({
      risk_assessed_on: '2026-03-12',
      term_deposit_matures_on: '2026-12-01',
    })
    expect(story('2027-11-23')).toMatchObject({
      risk_assessed_on: '2027-03-12',
      complaint_opened_on: '2027-11-14',
    })
  })

  it('begins with the retired wealth client of 862,400 yuan', () => {
    const [first] = generateSample(SEED, 1, DAY)
    expect(first?.number).toBe('600238417705')
    expect(first?.facts).toMatchObject({
      age: 66,
      job: 'retired',
      risk_grade: 3,
      total_assets: 86_240_000,
      marketing_consent: false,
      complaint_matter: 'transfer-failed',
    })
    expect(first?.facts).not.toHaveProperty('do_not_call_until')
  })

  it('tells stories whose balances add up', () => {
    for (const { facts } of generateSample(SEED, STORIES.length, DAY)) {
      if (!facts.holdings) continue
      const held = (facts.holdings as Holding[]).reduce((total, { amount }) => total + amount, 0)
      expect(facts.total_assets).toBe(held + Number(facts.deposit_balance ?? 0))
    }
  })
})

it('chance is even and each question has its own', () => {
  const draws = Array.from({ length: 4000 }, (_, i) => drawFor('even', String(i)))
  for (const question of ['a', 'b']) {
    const tenths = draws.map((draw) => Math.floor(draw.unit(question) * 10))
    for (let tenth = 0; tenth < 10; tenth++) {
      expectShare(tenths.filter((one) => one === tenth).length / 4000, 0.1, 4000, `tenth ${tenth}`)
    }
  }
  const both = draws.filter((draw) => draw.unit('a') < 0.5 && draw.unit('b') < 0.5).length / 4000
  expectShare(both, 0.25, 4000, 'both')
  expect(new Set(draws.map((draw) => draw.whole('c', 1, 3)))).toEqual(new Set([1, 2, 3]))
})
