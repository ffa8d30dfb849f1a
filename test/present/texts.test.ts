import { describe, expect, it, test } from 'vitest'
import { LONGEST_PAUSE } from '../../extension/background/edge.ts'
import { presentPanel } from '../../extension/present/panel.ts'
import { presentStop } from '../../extension/present/stop.ts'
import { presentEvents, presentView } from '../../extension/present/view/view.ts'
import { textsIn } from '../../extension/texts/index.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { decided, order, playbook, show, wealthy } from '../panel/story.ts'
import { story } from '../panel/view-story.ts'

/** Every text by its path; functions are asked with a name for each argument. */
function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('7', '7', '7', '7'))]]
  return Object.entries(value as object).flatMap(([key, one]) => leaves(one, `${path}.${key}`))
}

const chinese = leaves(textsIn('zh-CN'))
const english = leaves(textsIn('en'))
const han = /\p{Script=Han}/u
/** Named in its own language, and nothing between sentences. */
const exempt = ['.panel.language', '.marks.gap']

describe('our words', () => {
  it('are the same in number and place in both languages', () => {
    expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path))
  })

  it('say something everywhere', () => {
    const silent = ([path, text]: [string, string]) =>
      !exempt.includes(path) && (!text.trim() || /undefined|\[object|NaN/.test(text))
    expect([...chinese, ...english].filter(silent)).toEqual([])
  })

  it('are English in English', () => {
    expect(english.filter(([path, text]) => !exempt.includes(path) && han.test(text))).toEqual([])
  })

  it('have Chinese punctuation beside Chinese', () => {
    const mixed = /\p{Script=Han}\s*[,.;:?!()]|[,;:?!()]\s*\p{Script=Han}/u
    expect(chinese.filter(([, text]) => mixed.test(text))).toEqual([])
  })
})

describe('reasons why nothing is checked', () => {
  it('go on in the middle of an English sentence', () => {
    const titles = Object.values(textsIn('en').unchecked).map(({ title }) => title)
    expect(titles.filter((title) => !/^([a-z]|Fineline )/.test(title))).toEqual([])
  })

  it('promise no sooner answer than a busy edge may give', () => {
    expect(LONGEST_PAUSE).toBe(2 * 60_000)
    expect(textsIn('zh-CN').unchecked.busy.now).toMatch(/最长约两分钟/)
    expect(textsIn('en').unchecked.busy.now).toMatch(/within about two minutes/)
  })
})

describe('the shipped playbook in words', () => {
  /** What an agent could ever read of the story's customer and of one nobody knows anything about. */
  const shown = (lang: 'zh-CN' | 'en', facts: Facts) => {
    const decision = decided(facts)
    const all = playbook.tips.map(({ id }) => ({ ...scored, id }))
    const panel = presentPanel(show(lang), { ...decision, tips: all }, order(facts))
    const stop = presentStop(show(lang), { decision, why: null, shortcut: '', ...order(facts) })
    const customer = presentView(show(lang), { ...story.view, facts, currency: 'CNY' }, 1)
    const page = { ...story.view, events: story.events, next: null }
    const events = presentEvents(show(lang), story.view, page, [...story.events.keys()])
    // Indented, so that two ends of objects are not taken for a brace left over.
    return JSON.stringify([panel, stop, customer, events], null, 1)
  }
  const scored = {
    score: 0,
    propensity: 0.5,
    context: 0.5,
    value: 0.5,
    lever: 0.5,
    interrupts: false,
    basis: [],
  }

  test.each([
    ['zh-CN', wealthy],
    ['zh-CN', {}],
    ['en', wealthy],
    ['en', {}],
  ] as const)('leaves no brace, no name of code and no gap (%s)', (lang, facts) => {
    expect(shown(lang, facts)).not.toMatch(/\{\{|\}\}|undefined|NaN|\b(customer|page)\.[a-z]|[RC][RC]\d/)
  })

  it('is English in English', () => {
    expect(shown('en', wealthy)).not.toMatch(han)
    expect(shown('en', {})).not.toMatch(han)
  })
})
