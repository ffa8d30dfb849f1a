import type { Attribute, FactValue, Holding } from '../../../worker/contract/catalogue.ts'
import { type ChangedFact, MOST_CHANGES, type View } from '../../../worker/contract/view.ts'
import type { ChangeView, SeenView } from '../../customer-view.ts'
import { money } from '../format.ts'
import { about, inSentence, isMasked, maskedView } from '../masked.ts'
import { bare } from '../names.ts'
import type { Known, Show } from '../show.ts'
import { valueText, word } from '../values.ts'
import { aboutText, dayText } from './event.ts'

/** Shown at once; the rest opens. */
const FIRST = 2
/** Said where they did not change: what an agent would ask about first. */
const TELLING = ['risk_grade', 'marketing_consent', 'personalisation_consent']

type End = 'before' | 'after'

/** Name by which one end of a change is held: an attribute's has no dash. */
export const changeValue = (name: string, end: End): string => `${end}-${name}`

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Each attribute once, from what it was at first to what it is now, newest first; what came back to itself is no change. */
export function netChanges(items: readonly ChangedFact[]): ChangedFact[] {
  const net = new Map<string, ChangedFact>()
  for (const item of items) {
    const newer = net.get(item.attribute)
    net.set(item.attribute, newer ? { ...newer, before: item.before } : item)
  }
  return [...net.values()].filter(({ before, after }) => !same(before, after))
}

const masks = (attribute: Attribute, value: FactValue | null): boolean =>
  value !== null && isMasked(attribute, value)

/** One end in a sentence: roughly where it is masked. */
function endText(show: Show, known: Known, attribute: Attribute, value: FactValue | null): string {
  if (value !== null && isMasked(attribute, value)) return inSentence(show, known, value)
  return valueText(show, known, attribute, value ?? undefined, 'plain')
}

function holdingsText(show: Show, label: string, before: Holding[], after: Holding[]): string | null {
  const { changes } = show.texts.view
  const without = (all: Holding[], others: Holding[]) =>
    all
      .filter(({ code }) => !others.some((one) => one.code === code))
      .map(({ name }) => word(show, name))
      .join(show.texts.marks.list)
  const [gained, lost] = [without(after, before), without(before, after)]
  const told = [gained && changes.gained(gained), lost && changes.lost(lost)].filter(Boolean)
  return told.length ? show.texts.view.event.sentence(label, told.join(show.texts.marks.and)) : null
}

function changeText(show: Show, known: Known, attribute: Attribute, { before, after }: ChangedFact): string {
  const { changes } = show.texts.view
  const label = bare(word(show, attribute.label))
  if (attribute.type === 'money' && typeof before === 'number' && typeof after === 'number') {
    const size = Math.abs(after - before)
    const amount =
      attribute.sensitivity === 'C2'
        ? about(show, known, size)
        : money(size, known.currency, show.language, 'plain')
    return after < before ? changes.less(label, amount) : changes.moreOf(label, amount)
  }
  const both = Array.isArray(before) && Array.isArray(after) && attribute.type === 'holdings'
  const held = both ? holdingsText(show, label, before as Holding[], after as Holding[]) : null
  const ends = [before, after].map((value) => endText(show, known, attribute, value))
  return held ?? changes.turned(label, ends[0] ?? '', ends[1] ?? '')
}

function presentChange(show: Show, known: Known, attribute: Attribute, change: ChangedFact): ChangeView {
  const { changes } = show.texts.view
  const ends: End[] = ['before', 'after']
  const hold = (end: End) =>
    maskedView(show, {
      name: changeValue(attribute.name, end),
      label: { zh: changes[end], en: changes[end] },
    })
  return {
    name: attribute.name,
    text: changeText(show, known, attribute, change),
    masked: ends.filter((end) => masks(attribute, change[end])).map(hold),
    from: changes.from(dayText(show, known, change.at), change.source),
  }
}

/** What an agent acts on comes first: a grade, a consent, money; counts and days come last. */
function rank({ name, unit, type }: Attribute): number {
  if (unit === 'grade') return 0
  if (name.endsWith('_consent')) return 1
  return type === 'money' || type === 'holdings' ? 2 : 3
}

const attributeOf = ({ compiled }: Show, name: string): Attribute | undefined =>
  compiled.playbook.catalogue.find((one) => one.name === name && one.sensitivity !== 'C3')

/** Important facts that are known, not old, and did not change. */
function sameText(show: Show, known: Known, { stale }: View, changed: readonly ChangedFact[]): string {
  const { changes } = show.texts.view
  const told = TELLING.flatMap((name) => {
    const attribute = attributeOf(show, name)
    const value = known.facts[name]
    const other = changed.some((one) => one.attribute === name)
    if (!attribute || value === undefined || other || stale.includes(name)) return []
    const text = valueText(show, known, attribute, value, 'plain')
    return [changes.is(bare(word(show, attribute.label)), text)]
  })
  return told.length ? changes.same(told.join(show.texts.marks.list)) : ''
}

/** When the last contact was, by which channel and about what. */
function sinceText(show: Show, known: Known, { changes, contacts }: View): string {
  const t = show.texts.view
  if (changes.since === null) return t.changes.ever
  const contact = contacts.find(({ at }) => at === changes.since)
  const day = dayText(show, known, changes.since)
  if (!contact) return t.changes.since(day)
  const { and } = show.texts.marks
  return t.changes.since(
    [day, show.texts.channels[contact.channel], aboutText(show, known, contact)].join(and),
  )
}

/** Counted from before the customer was split: what was, and with whom the bank spoke, may be the other's. */
const isDoubtful = ({ splitAt, changes: { since } }: View): boolean =>
  splitAt !== undefined && (since === null || Date.parse(since) < Date.parse(splitAt))

/** What is said below the changes. Where there may be more than were told, nobody knows what did not change. */
function restText(show: Show, known: Known, view: View, net: readonly ChangedFact[], told: number): string {
  const { since, items } = view.changes
  const t = show.texts.view.changes
  if (items.length >= MOST_CHANGES) return t.cut
  const same = since === null || isDoubtful(view) ? '' : sameText(show, known, view, net)
  return [told ? '' : t.nothing, same].filter(Boolean).join(show.texts.marks.gap)
}

/** What is different since the last contact, and what of the important is not. */
export function presentChanges(show: Show, known: Known, view: View): SeenView['changes'] {
  const { changes: t, event } = show.texts.view
  const title = sinceText(show, known, view)
  const net = netChanges(view.changes.items)
  const declared = net.flatMap((change) => {
    const attribute = attributeOf(show, change.attribute)
    return attribute ? [{ attribute, change }] : []
  })
  const items = declared
    .toSorted((a, b) => rank(a.attribute) - rank(b.attribute))
    .map(({ attribute, change }) => presentChange(show, known, attribute, change))
  return {
    title: isDoubtful(view) ? t.is(title, event.doubt) : title,
    items: items.slice(0, FIRST),
    rest: items.slice(FIRST),
    more: items.length > FIRST ? t.more(items.length - FIRST) : '',
    same: restText(show, known, view, net, items.length),
  }
}

/** One end of a change in full; null where nothing of that name is masked. */
export function heldOfChange(show: Show, known: Known, view: View, name: string): string | null {
  const [, end, attributeName] = /^(before|after)-(.+)$/.exec(name) ?? []
  const change = netChanges(view.changes.items).find(({ attribute }) => attribute === attributeName)
  const attribute = change && attributeOf(show, change.attribute)
  const value = change?.[end as End] ?? null
  return attribute && value !== null && isMasked(attribute, value)
    ? valueText(show, known, attribute, value, 'plain')
    : null
}
