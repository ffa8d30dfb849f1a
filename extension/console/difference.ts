import type { ItemKind } from '../../worker/contract/item.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import type { Language, Text } from '../../worker/contract/text.ts'
import { memberTexts } from '../texts/console/members.ts'
import { CONDITIONS, contextOf, wordingOf } from './condition/context.ts'
import { linesOf, type Rule } from './condition/model.ts'
import { comparisonOf, fieldLabel, phraseOf, type Wording } from './condition/phrase.ts'
import { fromCel } from './condition/read.ts'
import { inLanguage } from './language.ts'
import { textDifference } from './text-difference.ts'

/** One member that differs; both sides in words, null where one says nothing. */
export interface Difference {
  label: string
  before: string | null
  after: string | null
}

export interface Differences {
  changed: Difference[]
  /** Names of the members that are the same. */
  same: string[]
}

interface Asked {
  kind: ItemKind
  playbook: Playbook
  lang: Language
}

type Fields = Record<string, unknown>

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Members that are short objects and read best whole. */
const whole: Record<string, (value: Fields, lang: Language) => string> = {
  cap: ({ max, days }, lang) => inLanguage(memberTexts, lang).cap(Number(max), Number(days)),
  ages: ({ min, max }, lang) => inLanguage(memberTexts, lang).ages(String(min ?? '…'), String(max ?? '…')),
  score: (value) => `P ${value.propensity} · C ${value.context} · V ${value.value} · L ${value.lever ?? 0.5}`,
}

/** One value in words. */
function words(name: string, value: unknown, lang: Language): string {
  const t = inLanguage(memberTexts, lang)
  if (value === undefined || value === null) return t.none
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (name === 'control') return t.share(Math.round(Number(value) * 100))
  if (Array.isArray(value)) return value.map((one) => words(name, one, lang)).join(t.list)
  if (isText(value)) return inLanguage(value, lang)
  if (typeof value === 'object') {
    const object = value as Fields
    return whole[name]?.(object, lang) ?? words(name, object.label ?? object.id ?? t.written, lang)
  }
  const moment = /^\d{4}-\d\d-\d\dT/.test(String(value))
  return t.values[String(value)] ?? (moment ? String(value).replace('T', ' ') : String(value))
}

/** A text in both languages: what each lost and gained. */
function textDifferences(label: string, before: Text, after: Text, lang: Language): Difference[] {
  const t = inLanguage(memberTexts, lang)
  return (['zh', 'en'] as const).flatMap((side) => {
    if (before[side] === after[side]) return []
    const { gone, come } = textDifference(before[side], after[side], side)
    const said = (parts: string[], each: (text: string) => string) =>
      parts.length ? parts.map(each).join(t.semicolon) : null
    return [
      {
        label: `${label} · ${t.languages[side]}`,
        before: said(gone, t.cut),
        after: said(come, t.put),
      },
    ]
  })
}

function linesIn(text: unknown, { kind, playbook }: Asked, item: unknown): Rule[] | null {
  if (text === undefined) return []
  const context = contextOf(playbook, kind, item)
  const group = typeof text === 'string' ? fromCel(text, context.env, context) : undefined
  return group ? linesOf(group) : null
}

const key = (rule: Rule) => JSON.stringify([rule.field, rule.operator, rule.value])

/** Lines about the same field are one difference: `资产 ≥ 50 万元 → ≥ 30 万元`. */
function lineDifferences(label: string, before: Rule[], after: Rule[], wording: Wording): Difference[] {
  const [had, has] = [before.map(key), after.map(key)]
  const gone = before.filter((rule) => !has.includes(key(rule)))
  const come = after.filter((rule) => !had.includes(key(rule)))
  const paired = gone.map((rule) => ({
    rule,
    mate: rule.field === 'cel' ? undefined : come.find(({ field }) => field === rule.field),
  }))
  const mates = new Set(paired.map(({ mate }) => mate))
  return [
    ...paired.map(({ rule, mate }) => ({
      label: `${label} · ${fieldLabel(rule, wording)}`,
      before: mate ? comparisonOf(rule, wording) : phraseOf(rule, wording),
      after: mate ? comparisonOf(mate, wording) : null,
    })),
    ...come
      .filter((rule) => !mates.has(rule))
      .map((rule) => ({
        label: `${label} · ${fieldLabel(rule, wording)}`,
        before: null,
        after: phraseOf(rule, wording),
      })),
  ]
}

/** Where only the way lines go together changed, or a text cannot be read, both texts stand as they are. */
function conditionDifferences(name: string, label: string, before: Fields, after: Fields, asked: Asked) {
  const [a, b] = [linesIn(before[name], asked, before), linesIn(after[name], asked, after)]
  const wording = wordingOf(contextOf(asked.playbook, asked.kind, after), asked.playbook, asked.lang)
  const lines = a && b ? lineDifferences(label, a, b, wording) : []
  const text = (value: unknown) => (value === undefined ? null : String(value))
  return lines.length ? lines : [{ label, before: text(before[name]), after: text(after[name]) }]
}

/** Steps by their id. */
function stepDifferences(label: string, before: unknown, after: unknown, lang: Language): Difference[] {
  const t = inLanguage(memberTexts, lang)
  const [a, b] = [before, after].map((steps) => (Array.isArray(steps) ? (steps as Fields[]) : []))
  const [had = [], has = []] = [a, b]
  const name = (step: Fields) => words('label', step.label, lang)
  const gone = had.filter(({ id }) => !has.some((step) => step.id === id))
  const come = has.filter(({ id }) => !had.some((step) => step.id === id))
  const kept = has.flatMap((step) => {
    const old = had.find(({ id }) => id === step.id)
    return old && !equal(old, step)
      ? membersOf(old, step, { lang, prefix: `${label} · ${name(step)} · ` })
      : []
  })
  const order = gone.length + come.length + kept.length === 0
  return [
    ...gone.map((step) => ({ label, before: t.stepGone(name(step)), after: null })),
    ...come.map((step) => ({ label, before: null, after: t.stepNew(name(step)) })),
    ...kept,
    ...(order ? [{ label, before: null, after: t.order }] : []),
  ]
}

/** Members of a part that holds no conditions. */
function membersOf(before: Fields, after: Fields, { lang, prefix }: { lang: Language; prefix: string }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => !equal(before[name], after[name]))
    .flatMap((name) => member(name, prefix, before, after, lang))
}

function member(name: string, prefix: string, before: Fields, after: Fields, lang: Language): Difference[] {
  const label = prefix + (inLanguage(memberTexts, lang).members[name] ?? name)
  const [a, b] = [before[name], after[name]]
  if (isText(a) && isText(b)) return textDifferences(label, a, b, lang)
  if (name === 'steps') return stepDifferences(label, a, b, lang)
  if (name === 'text')
    return membersOf((a ?? {}) as Fields, (b ?? {}) as Fields, { lang, prefix: `${label} · ` })
  const [said, says] = [a, b].map((value) => (value === undefined ? null : words(name, value, lang)))
  // What words cannot tell apart is said to differ all the same.
  if (said === says) return [{ label, before: null, after: inLanguage(memberTexts, lang).written }]
  return [{ label, before: said ?? null, after: says ?? null }]
}

/** How two versions of one item differ, in words. Null stands for a version that does not hold it. */
export function differences(before: unknown, after: unknown, asked: Asked): Differences {
  const t = inLanguage(memberTexts, asked.lang)
  const label = t.kinds[asked.kind]
  if (!before || !after) {
    const changed = before || after ? [{ label, before: null, after: after ? t.created : t.gone }] : []
    return { changed, same: [] }
  }
  const [a, b] = [before as Fields, after as Fields]
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const different = names.filter((name) => !equal(a[name], b[name]))
  const conditions = CONDITIONS[asked.kind] ?? []
  return {
    changed: different.flatMap((name) =>
      conditions.includes(name)
        ? conditionDifferences(name, t.members[name] ?? name, a, b, asked)
        : member(name, '', a, b, asked.lang),
    ),
    same: names.filter((name) => !different.includes(name)).map((name) => t.members[name] ?? name),
  }
}
