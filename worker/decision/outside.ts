import type { ASTNode } from '@marcbachmann/cel-js'
import { children } from './names.ts'

/** The part of CEL that conditions may use; a text outside it is refused when saved and never reaches a decision. */
export const supportedFunctions: readonly string[] = [
  ...['has', 'all', 'exists', 'exists_one', 'filter', 'map', 'size'],
  ...['contains', 'startsWith', 'endsWith', 'int', 'double', 'string'],
  ...['timestamp', 'duration', 'daysBetween', 'monthsBetween'],
  ...['getFullYear', 'getMonth', 'getDate', 'getDayOfWeek', 'getHours', 'getMinutes'],
]

const operators: readonly string[] = [
  ...['&&', '||', '!_', '==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '-_', '*', '/', '%', '?:'],
  ...['.', 'call', 'rcall', 'list', 'id', 'value'],
]

const said: Record<string, string> = {
  map: 'maps {…} are not supported',
  '[]': 'an index […] is not supported: it has no answer where the list is shorter; use exists() or filter()',
}

/** What a node is that stands outside, in words. Functions are judged elsewhere. */
export function outside({ op, args }: ASTNode): string | undefined {
  if (!operators.includes(op)) return said[op] ?? `${op} is not supported`
  if (op !== 'value') return undefined
  if (args === null) return 'null is not supported; has(…) asks whether a value is known'
  return typeof args === 'object' ? 'bytes and unsigned numbers are not supported' : undefined
}

const loops: readonly string[] = ['all', 'exists', 'exists_one', 'filter', 'map']
/** A loop in a loop in a loop over a few hundred holdings would hold a decision up for seconds. */
const DEEPEST = 2

/** Loops that stand inside too many others. */
export function tooDeep(node: ASTNode, depth = 0): ASTNode[] {
  if (node.op !== 'rcall' || !loops.includes(node.args[0])) {
    return children(node).flatMap((child) => tooDeep(child, depth))
  }
  const [, list, asked] = node.args
  const inner = asked.flatMap((child) => tooDeep(child, depth + 1))
  return [...(depth === DEEPEST ? [node] : []), ...tooDeep(list, depth), ...inner]
}
