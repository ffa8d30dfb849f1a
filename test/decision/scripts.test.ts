import { describe, expect, it, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { Script } from '../../worker/contract/playbook.ts'
import { checkRemark } from '../../worker/decision/check.ts'
import { checkPlaybook, compilePlaybook, PlaybookError } from '../../worker/decision/compile.ts'
import { likelyScripts, stepsFor } from '../../worker/decision/scripts.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'

const playbook = assemblePlaybook()
const compiled = compilePlaybook(playbook, buildTextTables(playbook))
const now = new Date('2026-11-23T06:00:00Z')
const values = (customer: object, page: object = {}) => ({
  customer: customer as never,
  page: page as never,
  contact: { minutes: 0, steps: [] },
  now,
})
const scriptOf = (id: string) => playbook.scripts.find((one) => one.id === id) as Script
const ids = (id: string, customer: object, page: object = {}) =>
  stepsFor(compiled, scriptOf(id), values(customer, page), []).map(({ step }) => step.id)

describe('likely scripts', () => {
  test.each<[string, object, object, string[]]>([
    ['an open complaint', { complaint_opened_on: '2026-11-14' }, {}, ['complaint-follow-up']],
    ['a deposit about to mature', { term_deposit_matures_on: '2026-12-01' }, {}, ['deposit-maturity']],
    ['a customer of 70', { age: 70 }, {}, ['senior-care']],
    ['a fund on the order form', {}, { product_kind: 'fund' }, ['phone-sale']],
    ['arrears', { in_default: true }, {}, ['collections-call']],
    ['nothing known', {}, {}, []],
  ])('with %s', (_, customer, page, wanted) => {
    expect(likelyScripts(compiled, values(customer, page))).toEqual(wanted)
  })
})

describe('steps for a customer', () => {
  it('leave out what is known not to concern them', () => {
    expect(ids('phone-sale', { age: 40 }, { product_private: false })).not.toContain('cooling-off')
    expect(ids('phone-sale', { age: 40 }, { product_private: false })).not.toContain('senior-time')
    expect(ids('phone-sale', { age: 70 }, { product_private: true })).toEqual(
      expect.arrayContaining(['cooling-off', 'senior-time']),
    )
  })

  it('keep a disclosure where nobody knows', () => {
    expect(ids('phone-sale', {})).toEqual(expect.arrayContaining(['cooling-off', 'senior-time']))
  })

  it('speak in the words of the first segment that holds', () => {
    const of = (segments: string[]) => stepsFor(compiled, scriptOf('card-loss'), values({}), segments)
    expect(of(['wealth', 'senior']).find(({ step }) => step.id === 'calm')).toMatchObject({
      variant: 'senior',
      say: { zh: expect.stringContaining('慢慢说') },
    })
    expect(of(['wealth']).find(({ step }) => step.id === 'calm')).toMatchObject({ variant: '' })
  })
})

const step = (change: object) => ({
  ...{ id: 'one', label: { zh: '一', en: 'one' }, say: { zh: '说', en: 'say' }, required: true },
  ...change,
})

describe('words for several segments', () => {
  const say = (words: string) => ({ zh: words, en: words })
  const variants = [
    { segments: ['leaving', 'at-risk'], say: say('A') },
    { segment: 'senior', say: say('B') },
    { segments: ['at-risk', 'wealth'], say: say('C') },
  ]
  const written = (one: object) => ({ id: 'one', label: say('L'), matter: say('M'), steps: [one] })
  const script = Script.parse(written(step({ variants })))
  test.each<[string[], string, string]>([
    [['leaving'], 'A', 'leaving'],
    [['wealth', 'at-risk'], 'A', 'at-risk'],
    [['wealth', 'senior'], 'B', 'senior'],
    [['wealth'], 'C', 'wealth'],
    [['general'], '说', ''],
  ])('%j: %s, as said for %j', (segments, zh, variant) => {
    const [one] = stepsFor(compiled, script, values({}), segments)
    expect([one?.say.zh, one?.variant]).toEqual([zh, variant])
  })

  it('are read as they were written for one, and kept as they are written now', () => {
    expect(script.steps[0]?.variants[1]).toEqual({ segments: ['senior'], say: say('B') })
    expect(Script.parse(script)).toEqual(script)
  })

  it.each([
    { say: say('A') },
    { segments: [], say: say('A') },
    { segment: 'senior', segments: ['senior'], say: say('A') },
    { segment: 7, say: say('A') },
  ])('%j is refused', (one) => {
    expect(Script.safeParse(written(step({ variants: [one] }))).success).toBe(false)
  })
})

describe('the shipped scripts', () => {
  it('say nothing that may not stand in a remark', () => {
    const says = playbook.scripts.flatMap(({ id, steps }) =>
      steps.flatMap(({ say, variants }) =>
        [say, ...variants.map((one) => one.say)].flatMap(({ zh, en }) => [
          [id, zh] as const,
          [id, en] as const,
        ]),
      ),
    )
    const found = says.flatMap(([id, words]) =>
      checkRemark(compiled, words)
        .filter(({ found }) => found.length)
        .map((check) => `${id}: ${check.id} in ${words}`),
    )
    expect(found).toEqual([])
  })

  it('serve every check of a contact that waits for a step', () => {
    const confirmed = new Set(
      playbook.scripts.flatMap(({ steps }) => steps.flatMap((step) => step.confirms ?? [])),
    )
    expect(playbook.contactSteps.map(({ id }) => id).filter((id) => !confirmed.has(id))).toEqual([])
  })

  it('are short enough to be read aloud, and have a few steps that must be', () => {
    for (const { steps } of playbook.scripts) {
      expect(steps.length).toBeLessThanOrEqual(12)
      expect(steps.some(({ required }) => required)).toBe(true)
      for (const { say } of steps) expect([...say.zh].length).toBeLessThanOrEqual(110)
    }
  })
})

const faults = (change: object, knowledge = playbook.knowledge): string[] => {
  const script = Script.parse({
    ...{ id: 'odd', label: { zh: '怪', en: 'odd' }, matter: { zh: '怪', en: 'odd' }, steps: [step(change)] },
  })
  try {
    checkPlaybook({ ...playbook, scripts: [script], knowledge })
  } catch (error) {
    if (error instanceof PlaybookError) return [...error.faults]
    throw error
  }
  return []
}

describe('faults', () => {
  test.each<[object, string]>([
    [{ confirms: ['nobody'] }, 'script odd, step one confirms the step nobody, which is not declared'],
    [
      { discloses: ['nobody'] },
      'script odd, step one discloses for the check nobody, which is not in the playbook',
    ],
    [
      { discloses: ['above-grade'], required: false },
      'script odd, step one discloses and may be skipped; it must be required',
    ],
  ])('%j', (change, words) => expect(faults(change)).toEqual([words]))

  it('a condition that does not parse is told with its place', () => {
    expect(faults({ applies: 'customer.agee > 1' })).toEqual([
      expect.stringContaining('script odd, line 1, column 1'),
    ])
  })

  it('an article on a product that nobody sells', () => {
    const article = {
      id: 'x-1',
      label: { zh: '无', en: 'none' },
      body: { zh: '无', en: 'none' },
      products: ['ZZ1'],
    }
    expect(faults({}, [article])).toEqual([
      'knowledge x-1 is about the product ZZ1, which is not in the product table',
    ])
  })
})
