import type { Item, ItemKind } from '../../../worker/contract/item.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { sentenceTexts } from '../../texts/console/sentence.ts'
import { inLanguage } from '../language.ts'
import { conditionsIn } from './context.ts'
import { type Group, isGroup } from './model.ts'
import { type Run, runsOf, type Wording } from './phrase.ts'

/** A run of the sentence above the builder. `changed`: the live version does not say so. */
export interface SentenceRun extends Run {
  changed: boolean
}

const plain = (text: string): Run => ({ text, phrase: false })
const phrase = (text: string): Run => ({ text, phrase: true })

/** A line, or a group of lines, that only asks for segments: these come first, as whom it is about. */
const isAudience = (one: Group['rules'][number]): boolean =>
  isGroup(one)
    ? one.combinator === 'or' && !one.not && one.rules.length > 0 && one.rules.every(isAudience)
    : one.field === 'segment' && one.operator === '='

function split({ combinator, not, rules }: Group): { who: Group; when: Group } {
  const apart = combinator === 'and' && !not
  const who = apart ? rules.filter(isAudience) : []
  return {
    who: { combinator: 'and', rules: who },
    when: { combinator, ...(not && { not }), rules: rules.filter((one) => !who.includes(one)) },
  }
}

function about(groups: Group[], wording: Wording): Run[] {
  const t = inLanguage(sentenceTexts, wording.lang)
  const parts = groups.map(split)
  const who = parts.flatMap((one) => one.who.rules)
  const when = parts.map((one) => one.when).filter(({ rules }) => rules.length)
  const [only] = who
  const whom = only && who.length === 1 && isGroup(only) ? only : { combinator: 'and' as const, rules: who }
  const [first] = when
  const conditions = first && when.length === 1 ? first : { combinator: 'and' as const, rules: when }
  return [
    plain(t.for),
    ...(who.length ? [...runsOf(whom, wording), plain(t.customers)] : [plain(t.everybody)]),
    ...(when.length ? [plain(t.if), ...runsOf(conditions, wording)] : []),
  ]
}

type Parts = (item: never, wording: Wording, groups: Group[]) => Run[]

function tipRuns(tip: Item<'tip'>, wording: Wording, groups: Group[]): Run[] {
  const t = inLanguage(sentenceTexts, wording.lang)
  const channels = tip.channels?.map((one) => t.channels[one] ?? one).join(t.or)
  return [
    ...about(groups, wording),
    plain(t.comma),
    ...(channels ? [plain(t.in), phrase(channels), plain(t.show)] : [plain(t.showAlways)]),
    plain(t.each),
    phrase(t.cap(tip.cap?.max ?? 0, tip.cap?.days ?? 0)),
    plain(t.end),
  ]
}

function checkRuns(check: Item<'check'>, wording: Wording, groups: Group[]): Run[] {
  const t = inLanguage(sentenceTexts, wording.lang)
  return [
    ...about(groups, wording),
    plain(t.comma),
    phrase(t.on[check.on] ?? ''),
    plain(t.verdict),
    phrase(t.verdicts[check.verdict] ?? ''),
    plain(t.end),
  ]
}

function segmentRuns({ label }: Item<'segment'>, wording: Wording, groups: Group[]): Run[] {
  const t = inLanguage(sentenceTexts, wording.lang)
  const name = wording.lang === 'zh-CN' ? label?.zh : label?.en
  return [...about(groups, wording), plain(t.comma), plain(t.belong), phrase(name ?? ''), plain(t.end)]
}

const kinds: Partial<Record<ItemKind, Parts>> = { tip: tipRuns, check: checkRuns, segment: segmentRuns }

function runs(kind: ItemKind, item: unknown, playbook: Playbook, lang: Wording['lang']): Run[] | null {
  const parts = kinds[kind]
  const read = item ? conditionsIn(kind, item, playbook, lang) : null
  return parts && read ? parts(item as never, read.wording, read.groups) : null
}

/** The rule as a sentence; null where it has none, or where its condition cannot be read. */
export function sentenceOf(
  kind: ItemKind,
  item: unknown,
  live: unknown,
  playbook: Playbook,
  lang: Wording['lang'],
): SentenceRun[] | null {
  const now = runs(kind, item, playbook, lang)
  const before = live ? runs(kind, live, playbook, lang) : null
  const said = new Set(before?.filter((run) => run.phrase).map(({ text }) => text))
  return (
    now?.map((run) => ({ ...run, changed: run.phrase && before !== null && !said.has(run.text) })) ?? null
  )
}
