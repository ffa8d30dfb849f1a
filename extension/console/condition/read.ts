import type { ASTNode } from '@marcbachmann/cel-js'
import type { ConditionEnvironment } from '../../../worker/decision/environment.ts'
import { reference, references } from '../../../worker/decision/names.ts'
import { written } from '../../../worker/decision/written.ts'
import { type Count, type Group, isGroup, type Rule } from './model.ts'
import type { Vocabulary } from './write.ts'

/** What a text is read with. */
interface Reader {
  text: string
  env: ConditionEnvironment
  fields: Vocabulary['fields']
  /** Ids of segments by their condition, written one way. */
  segments: ReadonlyMap<string, string>
}

const fieldOf = (node: ASTNode | undefined): string | undefined => {
  const found = node && reference(node)
  return found && found.scope !== 'parameter' ? `${found.scope}.${found.name}` : undefined
}

const counts: Record<string, (from: ASTNode, to: ASTNode) => [Count, string] | undefined> = {
  daysBetween: (from, to) => {
    const [ahead, ago] = [fieldOf(to), fieldOf(from)]
    if (isNow(from) && ahead) return ['ahead', ahead]
    return isNow(to) && ago ? ['ago', ago] : undefined
  },
  monthsBetween: (from, to) => {
    const ago = fieldOf(from)
    return isNow(to) && ago ? ['months', ago] : undefined
  },
}

const isNow = (node: ASTNode) => node.op === 'id' && node.args === 'now'

/** Fen as yuan, with cents only where there are some. */
function yuan(minor: bigint): string {
  const [sign, size] = minor < 0n ? ['-', -minor] : ['', minor]
  const cents = size % 100n
  return `${sign}${size / 100n}${cents ? `.${String(cents).padStart(2, '0')}` : ''}`
}

/** The value of a node as a line holds it; undefined where it rests on more than one threshold or fact. */
function constantIn(node: ASTNode, kind: string | undefined, { env }: Reader): string | undefined {
  const named = reference(node)
  if (named?.scope === 'parameter') {
    return kind === 'number' || kind === 'money' ? `parameter.${named.name}` : undefined
  }
  if (references(node).length) return undefined
  const value = env.constantOf(node)
  if (typeof value === 'bigint') {
    if (kind === 'money') return yuan(value)
    return kind === 'number' || kind === 'day' ? String(value) : undefined
  }
  return typeof value === 'string' && (kind === 'text' || kind === 'code') ? value : undefined
}

const signs: Record<string, [sign: string, mirrored: string]> = {
  '==': ['=', '='],
  '!=': ['!=', '!='],
  '<': ['<', '>'],
  '<=': ['<=', '>='],
  '>': ['>', '<'],
  '>=': ['>=', '<='],
}

function counted(node: ASTNode): [Count, string] | undefined {
  if (node.op !== 'call') return undefined
  const [name, [from, to]] = node.args
  return from && to && Object.hasOwn(counts, name) ? counts[name]?.(from, to) : undefined
}

function comparison(node: ASTNode, reader: Reader): Rule | undefined {
  const sign = signs[node.op]
  if (!sign) return undefined
  const [left, right] = node.args as [ASTNode, ASTNode]
  return compared(left, right, sign[0], reader) ?? compared(right, left, sign[1], reader)
}

function compared(asked: ASTNode, with_: ASTNode, sign: string, reader: Reader): Rule | undefined {
  const count = counted(asked)
  if (count) {
    const value = constantIn(with_, 'day', reader)
    return value === undefined ? undefined : { field: count[1], operator: `${count[0]}:${sign}`, value }
  }
  const field = fieldOf(asked)
  const kind = field && reader.fields.get(field)?.kind
  if (!field || kind === 'day') return undefined
  const value = constantIn(with_, kind, reader)
  const ordered = kind === 'number' || kind === 'money' || sign === '=' || sign === '!='
  return value !== undefined && ordered ? { field, operator: sign, value } : undefined
}

function membership(node: ASTNode, reader: Reader): Rule | undefined {
  if (node.op !== 'in') return undefined
  const [asked, list] = node.args
  const steps = fieldOf(list)
  if (steps && reader.fields.get(steps)?.kind === 'steps') {
    const value = references(asked).length ? undefined : reader.env.constantOf(asked)
    return typeof value === 'string' ? { field: steps, operator: 'done', value } : undefined
  }
  const field = fieldOf(asked)
  if (!field || list.op !== 'list') return undefined
  const kind = reader.fields.get(field)?.kind
  if (kind !== 'code' && kind !== 'text') return undefined
  const values = list.args.map((one) => constantIn(one, kind, reader))
  const value = values.filter((one) => one !== undefined)
  return value.length === values.length && value.length ? { field, operator: 'in', value } : undefined
}

const methods: Record<string, string> = {
  contains: 'contains',
  startsWith: 'beginsWith',
  endsWith: 'endsWith',
}

function call(node: ASTNode, reader: Reader): Rule | undefined {
  if (node.op === 'call' && node.args[0] === 'has') {
    const field = fieldOf(node.args[1][0])
    return field ? { field, operator: 'known', value: '' } : undefined
  }
  if (node.op !== 'rcall') return undefined
  const [name, subject, [given]] = node.args
  const [field, operator] = [fieldOf(subject), methods[name]]
  if (!field || !operator || !given || reader.fields.get(field)?.kind !== 'text') return undefined
  const value = constantIn(given, 'text', reader)
  return value === undefined ? undefined : { field, operator, value }
}

function truth(node: ASTNode, { fields }: Reader): Rule | undefined {
  const field = fieldOf(node)
  return field && fields.get(field)?.kind === 'bool' ? { field, operator: 'true', value: '' } : undefined
}

const opposite: Record<string, string> = {
  true: 'false',
  known: 'unknown',
  in: 'notIn',
  done: 'notDone',
}

/** Not: of a line that has an opposite, that; of anything else, a group turned around. */
function turned(inner: Rule | Group): Rule | Group {
  if (isGroup(inner)) {
    return inner.not ? { combinator: 'and', not: true, rules: [inner] } : { ...inner, not: true }
  }
  const operator = inner.field === 'segment' && inner.operator === '=' ? '!=' : opposite[inner.operator]
  if (operator && inner.field !== 'cel') return { ...inner, operator }
  return { combinator: 'and', not: true, rules: [inner] }
}

const segmentOf = (node: ASTNode, { segments, text }: Reader): Rule | undefined => {
  const id = segments.size ? segments.get(written(node, text)) : undefined
  return id === undefined ? undefined : { field: 'segment', operator: '=', value: id }
}

/** `a && b && c` is one group of three, unless a part of it is what a segment says. */
function sides(node: ASTNode, sign: '&&' | '||', reader: Reader): ASTNode[] {
  if (node.op !== sign || segmentOf(node, reader)) return [node]
  return (node.args as ASTNode[]).flatMap((side) => sides(side, sign, reader))
}

/** From one day to another is one line. */
function together(rules: readonly (Rule | Group)[]): (Rule | Group)[] {
  const all: (Rule | Group)[] = []
  for (const rule of rules) {
    const last = all.at(-1)
    const merged = last && between(last, rule)
    if (merged) all.pop()
    all.push(merged ?? rule)
  }
  return all
}

function between(a: Rule | Group, b: Rule | Group): Rule | undefined {
  if (isGroup(a) || isGroup(b) || a.field !== b.field) return undefined
  const [count = '', sign] = a.operator.split(':')
  if (count === 'months' || sign !== '>=' || b.operator !== `${count}:<=`) return undefined
  return { field: a.field, operator: `${count}:between`, value: [String(a.value), String(b.value)] }
}

function part(node: ASTNode, reader: Reader): Rule | Group {
  const segment = segmentOf(node, reader)
  if (segment) return segment
  if (node.op === '&&' || node.op === '||') {
    const rules = sides(node, node.op, reader).map((side) => part(side, reader))
    return node.op === '&&' ? inAll(together(rules)) : { combinator: 'or', rules }
  }
  if (node.op === '!_') return turned(part(node.args, reader))
  return (
    truth(node, reader) ??
    comparison(node, reader) ??
    membership(node, reader) ??
    call(node, reader) ?? { field: 'cel', operator: 'cel', value: written(node, reader.text) }
  )
}

const inAll = (rules: (Rule | Group)[]): Rule | Group => {
  const [only] = rules
  return only && rules.length === 1 ? only : { combinator: 'and', rules }
}

function conditionsOf(env: ConditionEnvironment, segments: Vocabulary['segments']): Map<string, string> {
  return new Map(
    segments.flatMap(({ id, condition }) => {
      const node = condition.trim() === 'true' ? undefined : parsed(condition, env)
      return node ? [[written(node, condition), id] as const] : []
    }),
  )
}

function parsed(text: string, env: ConditionEnvironment): ASTNode | undefined {
  try {
    return env.cel.parse(text).ast
  } catch {
    return undefined
  }
}

/**
 * A condition as the builder shows it. A part it cannot show is one line that holds its text. Undefined where the text
 * cannot be read at all.
 */
export function fromCel(
  text: string,
  env: ConditionEnvironment,
  { fields, segments }: Vocabulary,
): Group | undefined {
  const node = parsed(text, env)
  if (!node) return undefined
  if (node.op === 'value' && node.args === true) return { combinator: 'and', rules: [] }
  try {
    const root = part(node, { text, env, fields, segments: conditionsOf(env, segments) })
    return isGroup(root) ? root : { combinator: 'and', rules: [root] }
  } catch {
    return undefined
  }
}
