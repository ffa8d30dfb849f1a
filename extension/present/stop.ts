import type { DecidedCheck, Decision } from '../../worker/contract/decision.ts'
import type { Check } from '../../worker/contract/playbook.ts'
import type { Language } from '../../worker/contract/text.ts'
import { completeFromProducts } from '../../worker/decision/products.ts'
import type { Unchecked } from '../messages.ts'
import { textsIn } from '../texts/index.ts'
import type { StopView } from '../views.ts'
import { doubtOf, headlineOf, markOf, ruleOf } from './checks.ts'
import { capital, date } from './format.ts'
import { type JudgedAction, type Known, knownOf, type Show } from './show.ts'
import { fill } from './template.ts'
import { word } from './values.ts'

/** What stopped an action: the stopping checks only, strictest first. Without a decision, `why` says why there is none. */
export interface Stopped extends JudgedAction {
  decision: Decision | null
  why: Unchecked | null
  /** Keys that open the side panel; empty where none are set. */
  shortcut: string
}

type Row = StopView['rows'][number]
type Ruled = { check: DecidedCheck; rule: Check }

const unchecked = ({ check }: Ruled) => check.verdict === 'not-checked'

/** Why a check is in doubt: facts that could not be had at all, or those it misses. */
function doubt(show: Show, { check }: Ruled, why: Unchecked | null): { what: string; now: string } {
  if (!why) return doubtOf(show, check.missing)
  const { title, now } = show.texts.unchecked[why]
  return { what: capital(title) + show.texts.marks.end, now }
}

function matter(
  show: Show,
  known: Known,
  ruled: Ruled,
  why: Unchecked | null,
): { what: string; now: string } {
  const { rule } = ruled
  if (!unchecked(ruled))
    return { what: fill(show, known, rule.finding), now: fill(show, known, rule.whatNow) }
  const { what, now } = doubt(show, ruled, why)
  return { what: show.texts.stop.couldNot(word(show, rule.label)) + show.texts.marks.gap + what, now }
}

function basis(show: Show, { citation, citationUrl }: Check, ...more: string[]): Omit<Row, 'term'> {
  const { stop, marks } = show.texts
  const text = [word(show, citation), ...more].join(marks.and) + marks.end
  return { text, ...(citationUrl && { href: citationUrl, hrefLabel: stop.clause }) }
}

function fullBasis(show: Show, rule: Check): Omit<Row, 'term'> {
  const { stop, marks } = show.texts
  const since = stop.effective(date(rule.effectiveFrom, show.language))
  return basis(show, rule, since + (rule.verified ? '' : marks.aside(stop.unverified)))
}

/** The checks behind the first: each one found with its rule, those in doubt together. */
function further(show: Show, known: Known, others: Ruled[]): Row[] {
  const { stop, marks } = show.texts
  const rows = others
    .filter((ruled) => !unchecked(ruled))
    .map(({ rule }) => {
      const { text, ...link } = basis(show, rule)
      return { term: stop.also, text: headlineOf(show, known, rule) + marks.end + marks.gap + text, ...link }
    })
  const doubts = others.filter(unchecked).map(({ rule }) => word(show, rule.label))
  return doubts.length
    ? [...rows, { term: stop.also, text: stop.alsoUnchecked(doubts.join(marks.list)) }]
    : rows
}

/** The steps that stopping checks ask for and that are still open, and where they are ticked; empty for none. */
function openSteps(show: Show, ruled: Ruled[], { done, shortcut }: Stopped): string {
  const asked = new Set(ruled.flatMap(({ rule }) => rule.requires ?? []))
  const open = show.compiled.playbook.contactSteps.filter(({ id }) => asked.has(id) && !done.includes(id))
  const { stop, marks } = show.texts
  return open.length ? stop.steps(open.map(({ label }) => word(show, label)).join(marks.list), shortcut) : ''
}

function rowsOf(show: Show, known: Known, ruled: [Ruled, ...Ruled[]], stopped: Stopped): Row[] {
  const { stop, marks } = show.texts
  const [first, ...others] = ruled
  const { what, now } = matter(show, known, first, stopped.why)
  const steps = openSteps(show, ruled, stopped)
  return [
    { term: stop.situation, text: what + marks.gap + stop.kept },
    { term: stop.basis, ...fullBasis(show, first.rule) },
    { term: stop.now, text: now },
    ...(steps ? [{ term: stop.contact, text: steps }] : []),
    ...further(show, known, others),
  ]
}

/** The reasons that every stopping check takes; none where one of them takes none. */
function sharedReasons(ruled: Ruled[]) {
  const [first, ...others] = ruled.map(({ rule }) => rule.overrideReasons ?? [])
  return (first ?? []).filter(({ id }) => others.every((reasons) => reasons.some((one) => one.id === id)))
}

function wayOn(
  show: Show,
  ruled: Ruled[],
  decision: Decision | null,
): Pick<StopView, 'override' | 'noOverride'> {
  const { stop } = show.texts
  const reasons = decision ? sharedReasons(ruled) : []
  if (!reasons.length) return { noOverride: stop.noOverride }
  const override = {
    label: stop.override,
    reasonLabel: stop.reason,
    reasons: reasons.map(({ id, label }) => ({ id, label: word(show, label) })),
    textLabel: stop.text,
    textHint: stop.textHint,
    confirm: stop.confirmOverride,
  }
  return { override, noOverride: '' }
}

function titleOf(show: Show, known: Known, ruled: Ruled, why: Unchecked | null): string {
  const { stop, marks } = show.texts
  if (unchecked(ruled)) {
    const { what } = doubt(show, ruled, why)
    return stop.notChecked(what.slice(0, -marks.end.length))
  }
  const headline = headlineOf(show, known, ruled.rule)
  return ruled.check.verdict === 'block' ? stop.blocked(headline) : stop.confirm(headline)
}

/** Without a decision every fact is unknown. */
function knownAt(show: Show, { decision, page: onPage }: Stopped): Known {
  const page = completeFromProducts(onPage, show.compiled.products)
  if (decision) return knownOf(show, decision, page)
  return { facts: {}, page, currency: null, today: show.compiled.clock.dayOf(show.now) }
}

/** The message at the pressed button. Null where no rule of the playbook is behind the checks. */
export function presentStop(show: Show, stopped: Stopped): StopView | null {
  const { decision, why, checks } = stopped
  const ruled = checks.flatMap((check) => {
    const rule = ruleOf(show, check.id)
    return rule ? [{ check, rule }] : []
  })
  const [first, ...others] = ruled
  if (!first) return null
  const known = knownAt(show, stopped)
  return {
    key8: decision?.customerKey.slice(0, 8) ?? '',
    mark: markOf(first.check.verdict),
    title: titleOf(show, known, first, why),
    rows: rowsOf(show, known, [first, ...others], stopped),
    checkIds: ruled.map(({ rule }) => rule.id),
    back: show.texts.stop.back,
    close: show.texts.stop.close,
    ...wayOn(show, ruled, decision),
  }
}

/** The message where nothing can be checked, and the bank's IT lets nothing through unchecked. */
export function presentClosed(language: Language, why: Unchecked): StopView {
  const { stop, unchecked, marks } = textsIn(language)
  const { title, detail, now } = unchecked[why]
  return {
    ...{ key8: '', mark: 'none', checkIds: [] },
    title: stop.notChecked(capital(title)),
    rows: [
      { term: stop.situation, text: detail + marks.gap + stop.kept },
      { term: stop.basis, text: stop.closed },
      { term: stop.now, text: now },
    ],
    back: stop.back,
    close: stop.close,
    noOverride: stop.noOverride,
  }
}
