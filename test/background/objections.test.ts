import { beforeEach, describe, expect, it } from 'vitest'
import { Objections, type Said } from '../../extension/background/objections.ts'
import { compilePlaybook } from '../../worker/decision/decide.ts'
import { decided, playbook, wealthy } from '../panel/story.ts'
import { fakeChrome } from './chrome.ts'

const compiled = compilePlaybook(playbook)
const tip = (id: string) => ({
  ...{ id, score: 0.5, propensity: 0.5, context: 0.5, value: 0.5, lever: 0.5 },
  interrupts: false,
  basis: [],
})
const targeted = playbook.tips.find(
  ({ category, eligibility }) => category === 'sales' && eligibility.includes('customer.'),
)
const service = playbook.tips.find(({ category, marketing }) => category === 'service' && !marketing)
const decision = { ...decided(wealthy), tips: [tip(targeted?.id ?? ''), tip(service?.id ?? '')] }
const { customerKey: key } = decision

let sent: Said[]
let anew: string[]
const open = () =>
  new Objections(
    () => ({
      add: async (said, alongside) => {
        sent.push(said)
        await chrome.storage.local.set(alongside ?? {})
      },
    }),
    (customerKey) => anew.push(customerKey),
  )
const ids = (objections: Objections) => objections.apply(decision, compiled).tips.map(({ id }) => id)

const said = () => crypto.randomUUID()

beforeEach(() => {
  fakeChrome()
  sent = []
  anew = []
})

describe('what a customer says of targeted tips', () => {
  it('holds in the same moment, on what is known already', () => {
    const objections = open()
    void objections.say(key, true, said())
    const under = objections.apply(decision, compiled)
    expect(under.tips.map(({ id }) => id)).toEqual([service?.id])
    expect(under.hiddenTips).toContainEqual({ id: targeted?.id, reason: 'refused', missing: [] })
    expect(under.refusedAt).toBeDefined()
  })

  it('concerns nobody else', () => {
    const objections = open()
    void objections.say('f'.repeat(64), true, said())
    expect(ids(objections)).toHaveLength(2)
  })

  it('outlives the worker', async () => {
    await open().say(key, true, said())
    const later = open()
    await later.restore()
    expect(ids(later)).toEqual([service?.id])
  })

  it('goes on holding until the edge has decided by it', async () => {
    const objections = open()
    await objections.say(key, true, said())
    const [first] = sent
    if (!first) throw new Error('nothing was sent')
    objections.answered(key)
    expect(ids(objections)).toHaveLength(1)
    await objections.delivered(first)
    expect(anew).toEqual([key])
    expect(ids(objections)).toHaveLength(1)
    objections.answered(key)
    expect(ids(objections)).toHaveLength(2)
  })

  it('is not taken for delivered where it was something else before', async () => {
    const objections = open()
    await objections.say(key, true, said())
    await objections.say(key, false, said())
    await objections.delivered(sent[0] as Said)
    expect(anew).toEqual([])
    expect(
      objections.apply({ ...decision, refusedAt: new Date().toISOString() }, compiled).refusedAt,
    ).toBeUndefined()
  })

  it('is told in the order in which it was said', async () => {
    const objections = open()
    for (const refuses of [true, false, true]) {
      await objections.say(key, refuses, said())
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    expect(sent.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(sent)
  })

  it('heard twice is said once, by a worker that has started since as well', async () => {
    const once = said()
    await open().say(key, true, once)
    const later = open()
    await later.restore()
    await later.say(key, true, once)
    expect(sent).toHaveLength(1)
    await later.say(key, true, said())
    expect(sent).toHaveLength(2)
  })
})
