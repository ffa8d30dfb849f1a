import type { ItemKind } from '../../../worker/contract/item.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { checkCondition } from '../../../worker/decision/check-condition.ts'
import { CONDITIONS, type ConditionContext, contextOf } from './context.ts'
import { type Group, isGroup } from './model.ts'
import { fromCel } from './read.ts'
import { toCel } from './write.ts'

/** What stands beside a line: `left` of the lines before it, held by it `alone`, or by a whole group in `total`. */
export interface Counted {
  said: 'left' | 'alone' | 'total'
  /** The condition to count, in the one way in which the builder writes it. */
  text: string
}

/** One way to write a condition, whatever brackets its groups make; undefined where nobody could be counted by it. */
function oneWay(group: Group, context: ConditionContext): string | undefined {
  const read = fromCel(toCel(group, context), context.env, context)
  const text = read && toCel(read, context)
  return text && checkCondition(text, context.env).length === 0 ? text : undefined
}

function ruleCount({ combinator, rules }: Group, at: number, context: ConditionContext): Counted | undefined {
  const rule = rules[at]
  if (!rule) return undefined
  const [said, group]: [Counted['said'], Group] = isGroup(rule)
    ? ['total', rule]
    : combinator === 'and'
      ? ['left', { combinator, rules: rules.slice(0, at + 1) }]
      : ['alone', { combinator, rules: [rule] }]
  const text = oneWay(group, context)
  return text === undefined ? undefined : { said, text }
}

/** What is counted beside every line and group, by where it stands: `0.1` is the second line of the first group. */
export function countedIn(group: Group, context: ConditionContext, above = ''): Map<string, Counted> {
  return new Map(
    group.rules.flatMap((rule, at): [string, Counted][] => {
      const place = `${above}${at}`
      const own = ruleCount(group, at, context)
      const inner = isGroup(rule) ? [...countedIn(rule, context, `${place}.`)] : []
      return own ? [[place, own], ...inner] : inner
    }),
  )
}

/** Kinds whose lines are counted: those that say who a customer is, and nothing of a page. */
const COUNTED: readonly ItemKind[] = ['segment', 'tip']
/** As many as the edge counts in one go. */
const MOST = 40

/** Every condition to count for an item, none of them twice. */
export function countedConditions(kind: ItemKind, content: unknown, playbook: Playbook): string[] {
  if (!COUNTED.includes(kind) || !content) return []
  const context = contextOf(playbook, kind, content)
  const texts = (CONDITIONS[kind] ?? []).flatMap((name) => {
    const group = fromCel(String((content as Record<string, unknown>)[name] ?? 'true'), context.env, context)
    return group ? [...countedIn(group, context).values()].map(({ text }) => text) : []
  })
  return [...new Set(texts)].slice(0, MOST)
}
