import type { ASTNode } from '@marcbachmann/cel-js'

/** One `customer.x` or `page.x` in a condition. */
export interface Reference {
  scope: 'customer' | 'page'
  name: string
  /** Asked only whether it is known: `has(customer.x)`. */
  guarded: boolean
  /** Offset in the text. */
  at: number
}

/** Everything a condition names, in order of appearance. */
export function references(node: ASTNode): Reference[] {
  const own = reference(node)
  if (own) return [own]
  const guarded = node.op === 'call' && node.args[0] === 'has'
  return children(node)
    .flatMap(references)
    .map((found) => (guarded ? { ...found, guarded } : found))
}

function reference(node: ASTNode): Reference | undefined {
  if (node.op !== '.') return undefined
  const [subject, name] = node.args
  if (subject.op !== 'id' || !isScope(subject.args)) return undefined
  return { scope: subject.args, name, guarded: false, at: node.range.start }
}

export const isScope = (name: string): name is Reference['scope'] => name === 'customer' || name === 'page'

export function children(node: ASTNode): ASTNode[] {
  return ([node.args] as unknown[]).flat(3).filter(isNode)
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'range' in value
}

/** A node and all below it. */
export function nodes(node: ASTNode): ASTNode[] {
  return [node, ...children(node).flatMap(nodes)]
}

export const fullName = ({ scope, name }: Pick<Reference, 'scope' | 'name'>) => `${scope}.${name}`

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]
