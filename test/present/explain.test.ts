import { describe, expect, it } from 'vitest'
import { explainCheck, explainSegment, explainTip } from '../../extension/present/explain.ts'
import { playbook, show } from '../panel/story.ts'

const scored = { score: 0.123, propensity: 0.5, context: 0.5, value: 0.5, lever: 0.5, interrupts: true }

describe.each(['zh-CN', 'en'] as const)('an explanation to the customer in %s', (lang) => {
  const shown = show(lang)
  const tips = shown.compiled.tips.map(({ tip, basis }) =>
    explainTip(shown, { ...scored, id: tip.id, basis }),
  )
  const checks = playbook.checks.flatMap(({ id }) =>
    (['pass', 'warn', 'block', 'not-checked'] as const).map((verdict) =>
      explainCheck(shown, { id, verdict, missing: [], basis: ['risk_grade'] }),
    ),
  )
  const segments = shown.compiled.segments.map(({ segment, condition }) =>
    explainSegment(shown, { id: segment.id, basis: condition.basis }),
  )
  const all = [...tips, ...checks, ...segments]

  it('is there for every tip, check and segment', () => {
    expect(all.filter((text) => text.length < 10)).toEqual([])
  })

  it('holds no score, no id, no name of a fact and no brace', () => {
    const ids = playbook.tips.map(({ id }) => id)
    const names = playbook.catalogue.map(({ name }) => name).filter((name) => name.includes('_'))
    const inside = [...ids.filter((id) => id.includes('-')), ...names, '0.123', '{{', 'undefined']
    expect(all.filter((text) => inside.some((word) => text.includes(word)))).toEqual([])
  })

  it('names nothing that may not be shown', () => {
    const [first] = shown.compiled.playbook.catalogue
    if (!first) throw new Error('no catalogue')
    const secret = { ...first, sensitivity: 'C3' as const }
    const compiled = { ...shown.compiled, playbook: { ...playbook, catalogue: [secret] } }
    const text = explainSegment({ ...shown, compiled }, { id: 'one', basis: [first.name] })
    expect(text).not.toContain(first.label.zh)
    expect(text).not.toContain(first.label.en)
    expect(text).toContain(shown.texts.explain.more)
  })

  it('names nothing that may not serve to explain', () => {
    const [first] = shown.compiled.playbook.catalogue
    if (!first) throw new Error('no catalogue')
    const quiet = { ...first, uses: ['decide' as const, 'show' as const] }
    const compiled = { ...shown.compiled, playbook: { ...playbook, catalogue: [quiet] } }
    const text = explainSegment({ ...shown, compiled }, { id: 'one', basis: [first.name] })
    expect(text).not.toContain(first.label.zh)
    expect(text).toContain(shown.texts.explain.more)
  })

  it('tells of the right to refuse where it is marketing', () => {
    expect(tips.filter((text) => text.includes(shown.texts.explain.mayRefuse)).length).toBeGreaterThan(0)
    expect(tips.filter((text) => !text.includes(shown.texts.explain.mayRefuse)).length).toBeGreaterThan(0)
  })
})
