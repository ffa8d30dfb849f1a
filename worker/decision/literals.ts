import type { ASTNode } from '@marcbachmann/cel-js'
import { type Accepted, accepts, complement, type Stretches, words } from './accepted.ts'
import type { Column, ColumnValue } from './columns.ts'

/** One comparison of one column with constants: the smallest part of a condition, and what the index is made of. */
export interface Literal {
  column: Column
  accepted: Accepted
  /** What a missing value gives: unknown, but for `has`, which is always known. */
  missing: boolean | 'unknown'
}

type Constant = bigint | string | boolean
/** Value of a node that holds no fact, or undefined. */
export type ConstantOf = (node: ASTNode) => Constant | undefined
export type ColumnOf = (node: ASTNode) => Column | undefined

/** The literal that a leaf is, or undefined where only CEL itself can answer it. */
export function literalOf(node: ASTNode, columnOf: ColumnOf, constantOf: ConstantOf): Literal | undefined {
  if (node.op === 'call' && node.args[0] === 'has') return hasLiteral(node.args[1][0], columnOf)
  if (node.op === 'in') return inLiteral(node.args, columnOf, constantOf)
  if (node.op in comparisons) return compareLiteral(node, columnOf, constantOf)
  const column = columnOf(node)
  return column && { column, accepted: words([true]), missing: 'unknown' }
}

/** Whether a literal holds of a value. */
export function holds({ accepted, missing }: Literal, value: ColumnValue): boolean | 'unknown' {
  return value === undefined ? missing : accepts(accepted, value)
}

/** Kleene's not. */
export function negated({ column, accepted, missing }: Literal): Literal {
  return { column, accepted: complement(accepted), missing: missing === 'unknown' ? missing : !missing }
}

/** `has(customer.x)`: every value, and false where there is none. */
function hasLiteral(asked: ASTNode | undefined, columnOf: ColumnOf): Literal | undefined {
  const column = asked && columnOf(asked)
  if (!column) return undefined
  const accepted = everything(column)
  return { column, accepted, missing: false }
}

const everything = ({ kind }: Column): Accepted =>
  kind === 'number' ? { kind, stretches: [[-Infinity, Infinity]] } : { kind, words: new Set(), except: true }

function inLiteral(
  [asked, list]: [ASTNode, ASTNode],
  columnOf: ColumnOf,
  constantOf: ConstantOf,
): Literal | undefined {
  const column = columnOf(asked)
  if (!column || list.op !== 'list') return undefined
  const constants = list.args.map(constantOf)
  if (constants.includes(undefined)) return undefined
  return { column, accepted: among(column, constants as Constant[]), missing: 'unknown' }
}

function among({ kind }: Column, constants: Constant[]): Accepted {
  if (kind === 'word') return words(constants as (string | boolean)[])
  const sorted = [...new Set(constants.map(bounded))].toSorted((a, b) => a - b)
  return { kind, stretches: sorted.map((value) => [value, value + 1] as const) }
}

/** The side with the constant may stand first: `65 <= customer.age`. */
const mirrored: Record<string, string> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}

const comparisons: Record<string, (value: number) => Stretches> = {
  '<': (value) => [[-Infinity, value]],
  '<=': (value) => [[-Infinity, value + 1]],
  '>': (value) => [[value + 1, Infinity]],
  '>=': (value) => [[value, Infinity]],
  '==': (value) => [[value, value + 1]],
  '!=': (value) => [
    [-Infinity, value],
    [value + 1, Infinity],
  ],
}

function compareLiteral(node: ASTNode, columnOf: ColumnOf, constantOf: ConstantOf): Literal | undefined {
  const [left, right] = node.args as [ASTNode, ASTNode]
  const column = columnOf(left) ?? columnOf(right)
  if (!column) return undefined
  const swapped = columnOf(left) === undefined
  const constant = constantOf(swapped ? left : right)
  if (constant === undefined) return undefined
  const sign = swapped ? (mirrored[node.op] as string) : node.op
  const accepted = compared(column, sign, constant)
  return accepted && { column, accepted, missing: 'unknown' }
}

function compared({ kind }: Column, sign: string, constant: Constant): Accepted | undefined {
  if (kind === 'number') return { kind, stretches: comparisons[sign]?.(bounded(constant)) ?? [] }
  if (sign !== '==' && sign !== '!=') return undefined
  return { kind, words: new Set([constant as string | boolean]), except: sign === '!=' }
}

/** Facts are safe integers, so a constant beyond them may stand for any other such. */
function bounded(constant: Constant): number {
  const limit = 2n ** 53n - 1n
  const value = constant as bigint
  return Number(value > limit ? limit + 1n : value < -limit ? -limit - 1n : value)
}
