import { expect, test } from 'vitest'
import type { FoundBy } from '../../extension/present/found-by.ts'
import { presentPanel } from '../../extension/present/panel.ts'
import { presentUnchecked } from '../../extension/present/unchecked.ts'
import { textsIn } from '../../extension/texts/index.ts'
import { decision, languages, show } from './fixture.ts'

const panel = (language: (typeof languages)[number], ...foundBy: FoundBy[]) =>
  presentPanel(show(language), decision(), null, null, foundBy)

const card: FoundBy = { kind: 'card', role: 'owner' }
const joint: FoundBy = { kind: 'account', role: 'joint' }

test.each(languages)(
  '%s: the holder of a number is named beside the customer key, without a warning',
  (language) => {
    const [own, found] = [panel(language), panel(language, card, card)]
    const { marks, foundBy } = textsIn(language)
    expect(found.onScreen).toBe(own.onScreen + marks.and + foundBy.own(foundBy.kinds.card))
    expect(found.strips).toEqual(own.strips)
  },
)

test.each(languages)(
  '%s: where another may be speaking it is warned of, once for each number',
  (language) => {
    const [own, found] = [panel(language), panel(language, joint, joint, { kind: 'phone', role: 'contact' })]
    expect(found.onScreen).toBe(own.onScreen)
    const warned = found.strips.filter(({ tone }) => tone === 'warn')
    expect(warned).toHaveLength(2)
    for (const { text } of warned) expect(text).toContain(textsIn(language).foundBy.another)
  },
)

test.each(languages)(
  'in %s a place beside the customer that names nobody is told in amber, once, and can be asked about again',
  (language) => {
    const { strips } = presentPanel(
      show(language),
      decision(),
      null,
      null,
      [],
      ['unknown-phone', 'unknown-phone'],
    )
    const { doubt, unchecked } = textsIn(language)
    expect(strips.filter(({ tone }) => tone === 'warn').map(({ text }) => text)).toContain(
      doubt.beside(unchecked['unknown-phone'].title),
    )
    const beside = strips.filter(({ text }) => text.includes(unchecked['unknown-phone'].title))
    expect(beside.map(({ ask }) => ask)).toEqual([{ type: 'retry', label: doubt.retry }])
  },
)

test.each(languages)('in %s a customer who is not shown for a number beside is told of', (language) => {
  const silence = { since: null, waiting: 0, contact: null, failMode: null, wrong: [] }
  const of = (hides: boolean) => presentUnchecked(language, 'unknown-number', { ...silence, hides })
  const { hides } = textsIn(language).doubt
  expect([of(true), of(false)].map((view) => 'detail' in view && view.detail.includes(hides))).toEqual([
    true,
    false,
  ])
})
