import { describe, expect, it, test } from 'vitest'
import { presentReading } from '../../extension/present/reading.ts'
import { presentWalk } from '../../extension/present/script.ts'
import { knownOf } from '../../extension/present/show.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Language } from '../../worker/contract/text.ts'
import { stepsFor } from '../../worker/decision/scripts.ts'
import { compiled, decided, now, playbook, show, wealthy } from '../panel/story.ts'

const han = /\p{Script=Han}/u
const gap = /\{\{|\}\}|undefined|NaN|\b(customer|page|parameter)\.[a-z]|[RC][RC]\d/
const page = { product_grade: 2, product_minimum: 1_000_000, product_private: false }

function walk(id: string, lang: Language, facts: Facts, spoken = lang, ended = {}) {
  const script = playbook.scripts.find((one) => one.id === id)
  if (!script) throw new Error(`no script ${id}`)
  const scope = { customer: facts, page, contact: { minutes: 0, steps: [] }, now }
  const known = { ...knownOf(show(lang), decided(facts)), page }
  const steps = stepsFor(compiled, script, scope, ['senior'])
  return presentWalk(show(lang), known, script, steps, { spoken, ended, seconds: {} })
}

describe.each(['zh-CN', 'en'] as const)('every shipped script and article in %s', (lang) => {
  test.each(playbook.scripts.map(({ id }) => id))('%s: filled, and in one language', (id) => {
    for (const facts of [wealthy, {}]) {
      const shown = JSON.stringify(walk(id, lang, facts))
      expect(shown).not.toMatch(gap)
      if (lang === 'en') expect(shown).not.toMatch(han)
    }
    const read = JSON.stringify(presentReading(show(lang), 'script', id))
    expect(read).not.toMatch(gap)
  })

  test.each(playbook.knowledge.map(({ id }) => id))('%s reads as it stands', (id) => {
    const shown = JSON.stringify(presentReading(show(lang), 'knowledge', id))
    expect(shown).not.toMatch(gap)
    if (lang === 'en') expect(shown).not.toMatch(han)
  })
})

it('says a step in the language that is spoken, under a label in the agent’s own', () => {
  const [, step] = walk('card-loss', 'zh-CN', wealthy, 'en').steps
  expect(step).toMatchObject({ label: '问清经过', variant: '给“年长客户”的说法' })
  expect(step?.say).toMatch(/^“Do not worry.*”$/)
})

it('names the rule that asks for a disclosure, with its citation', () => {
  const step = walk('phone-sale', 'zh-CN', wealthy).steps.find(({ id }) => id === 'risk')
  expect(step?.disclosure).toEqual({
    label: '必须告知：风险揭示',
    citation: expect.stringContaining('2025 年第 7 号'),
  })
})

it('shows what is missing of a customer nobody knows as unknown, not as a gap', () => {
  const step = walk('deposit-maturity', 'zh-CN', {}).steps.find(({ id }) => id === 'choices')
  expect(step?.say).toContain('未知')
})

it('has nothing to read under an id that is none', () => {
  expect(presentReading(show('en'), 'script', 'nothing')).toBeNull()
  expect(presentReading(show('en'), 'knowledge', 'card-loss')).toBeNull()
})
