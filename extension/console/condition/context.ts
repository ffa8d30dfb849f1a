import type { ItemKind } from '../../../worker/contract/item.ts'
import type { Check, Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { type ConditionEnvironment, conditionEnvironment } from '../../../worker/decision/environment.ts'
import { type Field, fieldsOf } from './fields.ts'
import type { Group } from './model.ts'
import type { Wording } from './phrase.ts'
import { fromCel } from './read.ts'

/** What conditions of one kind of rule are read, checked and worded with. */
export interface ConditionContext {
  env: ConditionEnvironment
  fields: ReadonlyMap<string, Field>
  segments: Playbook['segments']
}

const made = new WeakMap<Playbook, Map<string, ConditionContext>>()

function make(playbook: Playbook, page: boolean, segments: boolean): ConditionContext {
  const { catalogue, pageFields, parameters, timeZone } = playbook
  const env = conditionEnvironment({ catalogue, pageFields: page ? pageFields : [], parameters, timeZone })
  const fields = new Map(fieldsOf(playbook, page).map((field) => [field.name, field]))
  return { env, fields, segments: segments ? playbook.segments : [] }
}

/** Made once for each playbook. Segments are not said in terms of segments. */
export function contextOf(playbook: Playbook, kind: ItemKind, item: unknown): ConditionContext {
  const page = kind === 'script' || (kind === 'check' && (item as Check | null)?.on !== 'customer')
  const key = `${page} ${kind === 'segment'}`
  const known = made.get(playbook) ?? new Map<string, ConditionContext>()
  const context = known.get(key) ?? make(playbook, page, kind !== 'segment')
  made.set(playbook, known.set(key, context))
  return context
}

export const wordingOf = (
  { fields, segments }: ConditionContext,
  playbook: Playbook,
  lang: Language,
): Wording => ({
  lang,
  fields,
  segments,
  parameters: playbook.parameters,
})

/** Members that hold conditions, in the order in which they are read. */
export const CONDITIONS: Partial<Record<ItemKind, readonly string[]>> = {
  segment: ['condition'],
  tip: ['eligibility', 'applicability'],
  check: ['applies', 'condition'],
  script: ['likely'],
}

/** The conditions of an item as groups; null where one cannot be read. */
export function conditionsIn(
  kind: ItemKind,
  item: unknown,
  playbook: Playbook,
  lang: Language,
): { groups: Group[]; wording: Wording } | null {
  const context = contextOf(playbook, kind, item)
  const texts = (CONDITIONS[kind] ?? []).flatMap((name) => {
    const text = (item as Record<string, unknown>)[name]
    return typeof text === 'string' && text.trim() ? [text] : []
  })
  const groups = texts.map((text) => fromCel(text, context.env, context))
  const read = groups.filter((group) => group !== undefined)
  return read.length === groups.length ? { groups: read, wording: wordingOf(context, playbook, lang) } : null
}
