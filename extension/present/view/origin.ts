import type { Attribute, Fold } from '../../../worker/contract/catalogue.ts'
import { GENERATOR, type Origin } from '../../../worker/contract/lineage.ts'
import type { View } from '../../../worker/contract/view.ts'
import type { OriginView } from '../../customer-view.ts'
import { inSentence } from '../../texts/view.ts'
import { bare } from '../names.ts'
import type { Show } from '../show.ts'
import { word } from '../values.ts'
import { eventType, kindText, momentText } from './event.ts'

/** What is folded, by its name: the amount, or a member of the detail in the words of the kinds that have it. */
function memberText(show: Show, of: string | undefined, kinds: readonly string[]): string {
  const name = of?.replace(/^detail\./, '') ?? ''
  const declared = kinds
    .flatMap((kind) => eventType(show, kind)?.detail ?? [])
    .find((detail) => of?.startsWith('detail.') && detail.name === name)
  return declared ? bare(word(show, declared.label)) : (show.texts.view.origin.of[name] ?? name)
}

/** The earliest moment is the moment of the first event. */
const opOf = ({ op, of }: Fold): Fold['op'] => {
  if (of !== 'at') return op
  return op === 'min' ? 'first' : op === 'max' ? 'last' : op
}

/** Which events are folded: of these kinds, by these channels, of cases not closed. */
function whichText(show: Show, { kinds = [], channels, closed }: Fold): string {
  const { origin } = show.texts.view
  const list = (all: readonly string[]) => all.join(show.texts.marks.list)
  const what = list(kinds.map((kind) => inSentence(kindText(show, kind)))) || origin.anything
  const by = channels ? origin.by(list(channels.map((channel) => show.texts.channels[channel]))) : ''
  return origin.which(what, by, closed !== undefined)
}

/** A fold as a sentence: what of which events, of how many days. */
export function foldText(show: Show, fold: Fold): string {
  const { origin } = show.texts.view
  const op = opOf(fold)
  const which = whichText(show, fold)
  const member = inSentence(memberText(show, fold.of, fold.kinds ?? []))
  const told = op === 'count' || op === 'since' ? origin.op[op](which) : origin.op[op](member, which)
  return (fold.withinDays ? origin.within(fold.withinDays) : '') + told
}

function ruleText(show: Show, attribute: Attribute, { rule, source }: Origin): string {
  const { origin } = show.texts.view
  if (rule !== 'given' && attribute.fold) return origin.folded(foldText(show, attribute.fold))
  if (attribute.channel === 'segmentation') return origin.model
  return source === GENERATOR ? origin.synthetic : origin.given
}

/** Where each fact is from, when, and how it was made. */
export function presentOrigins(show: Show, { lineage, stale }: View): Record<string, OriginView> {
  const { origin } = show.texts.view
  const told = show.compiled.playbook.catalogue.flatMap((attribute) => {
    const from = lineage[attribute.name]
    if (!from || attribute.sensitivity === 'C3') return []
    const said = attribute.channel === 'generator' && from.source !== GENERATOR
    const channel = said ? show.texts.view.origin.bank : show.texts.channels[attribute.channel]
    const view: OriginView = {
      from: origin.from(channel, from.source, momentText(show, from.at)),
      rule: ruleText(show, attribute, from),
      stale: stale.includes(attribute.name) ? origin.stale : '',
    }
    return [[attribute.name, view] as const]
  })
  return Object.fromEntries(told)
}
