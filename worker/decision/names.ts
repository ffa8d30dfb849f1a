import type { ASTNode } from '@marcbachmann/cel-js'

/** What a condition may speak of, beside `now`. */
export const scopes = ['customer', 'page', 'contact', 'parameter'] as const
export type ScopeName = (typeof scopes)[number]

/** One `customer.x`, `page.x`, `contact.x` or `parameter.x` in a condition. */
export interface Reference {
  scope: ScopeName
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

/** The name that a node itself is, or undefined. */
export function reference(node: ASTNode): Reference | undefined {
  if (node.op !== '.') return undefined
  const [subject, name] = node.args
  if (subject.op !== 'id' || !isScope(subject.args)) return undefined
  return { scope: subject.args, name, guarded: false, at: node.range.start }
}

export const isScope = (name: string): name is ScopeName => (scopes as readonly string[]).includes(name)

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
