import type { DecidedSegment, Decision } from '../../worker/contract/decision.ts'
import type { FactView } from '../views.ts'
import { explainSegment } from './explain.ts'
import { isMasked, maskedView } from './masked.ts'
import type { Known, Show } from './show.ts'
import { valueText, word } from './values.ts'

export function segmentLabel(show: Show, { id }: DecidedSegment): string {
  const segment = show.compiled.playbook.segments.find((one) => one.id === id)
  return segment ? word(show, segment.label) : id
}

/** The headline segment's label, or that there is none. */
export function headline(show: Show, { segments: [first] }: Decision): string {
  return first ? segmentLabel(show, first) : show.texts.badge.noSegment
}

/** The headline, and those beside it that say something: what rests on nothing holds for everybody. */
const telling = ({ segments }: Decision) => segments.filter(({ basis }, at) => at === 0 || basis.length)

export const furtherSegments = (show: Show, decision: Decision): string[] =>
  telling(decision)
    .slice(1)
    .map((segment) => segmentLabel(show, segment))

/** Days want their unit beside them; the others are plain from their label. */
const withUnit = ({ texts }: Show, unit: string, value: unknown, text: string) =>
  unit === 'days' && typeof value === 'number' ? texts.values.days(value) : text

/** The word for a value of the generator; empty for a real one and where there is none. */
export const syntheticWord = ({ texts }: Show, { synthetic }: Known, name: string): string =>
  synthetic?.includes(name) ? texts.values.synthetic : ''

/** A fact by its name, as the reader may see it; none where it is too sensitive to show. */
export function presentFact(show: Show, known: Known, name: string): FactView[] {
  const attribute = show.compiled.playbook.catalogue.find((one) => one.name === name)
  if (!attribute || attribute.sensitivity === 'C3') return []
  const value = known.facts[name]
  return [
    {
      name,
      label: word(show, attribute.label),
      value: isMasked(attribute, value)
        ? maskedView(show, attribute)
        : withUnit(show, attribute.unit, value, valueText(show, known, attribute, value, 'plain')),
      synthetic: syntheticWord(show, known, name),
      channel: attribute.channel === 'generator' ? '' : show.texts.channels[attribute.channel],
    },
  ]
}

export const presentSegments = (show: Show, known: Known, decision: Decision) =>
  telling(decision).map((segment) => ({
    label: segmentLabel(show, segment),
    facts: segment.basis.flatMap((name) => presentFact(show, known, name)),
    explain: explainSegment(show, segment),
  }))
