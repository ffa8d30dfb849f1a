import type { DecidedCheck, DecidedSegment, DecidedTip } from '../../worker/contract/decision.ts'
import { isTargeted } from '../../worker/decision/targeted.ts'
import type { Show } from './show.ts'
import { word } from './values.ts'

/** What was looked at, by its names and never with a value; what may not be shown or told is said to be there. */
function lookedAt({ compiled, texts, language }: Show, basis: readonly string[]): string {
  const known = basis.flatMap((name) => compiled.playbook.catalogue.find((one) => one.name === name) ?? [])
  const named = known
    .filter(({ sensitivity, uses }) => sensitivity !== 'C3' && uses.includes('explain'))
    .map(({ label }) => word({ language }, label))
  const more = named.length < known.length ? [texts.explain.more] : []
  return [...named, ...more].join(texts.explain.and)
}

/** Why a tip is offered, in words to read out to the customer: no score, no rule, no value. */
export function explainTip(show: Show, { id, basis }: DecidedTip): string {
  const { explain, marks } = show.texts
  const tip = show.compiled.tipsById.get(id)
  if (!tip) return ''
  const why = basis.length ? explain.tip(lookedAt(show, basis)) : explain.tipForAll
  return isTargeted(tip) ? why + marks.gap + explain.mayRefuse : why
}

/** What was checked, by which rule, and how it came out. */
export function explainCheck(show: Show, { id, basis, verdict }: DecidedCheck): string {
  const { explain } = show.texts
  const rule = show.compiled.playbook.checks.find((check) => check.id === id)
  if (!rule) return ''
  const facts = lookedAt(show, basis)
  const looked = facts ? explain.looked(facts) : ''
  return explain.check(word(show, rule.label), word(show, rule.citation), looked, explain.results[verdict])
}

/** On what a customer was put into a group. */
export const explainSegment = (show: Show, { basis }: DecidedSegment): string =>
  basis.length ? show.texts.explain.segment(lookedAt(show, basis)) : show.texts.explain.segmentOfAll
