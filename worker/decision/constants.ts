import type { ASTNode } from '@marcbachmann/cel-js'
import type { Parameter } from '../contract/playbook.ts'
import { reference } from './names.ts'

type Constant = bigint | string | boolean

const operators: Record<string, (a: bigint, b: bigint) => bigint> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
}

/** Values of nodes that rest on no fact: literals, parameters, and sums and products of them. */
export function constantsWith(parameters: readonly Parameter[]): (node: ASTNode) => Constant | undefined {
  const byName = new Map(parameters.map(({ name, value }) => [name, value]))
  const worth = (node: ASTNode): Constant | undefined => {
    if (node.op === 'value') return isConstant(node.args) ? node.args : undefined
    if (node.op === '-_') return negative(worth(node.args as ASTNode))
    const found = reference(node)
    if (found?.scope === 'parameter') return constant(byName.get(found.name))
    const operate = operators[node.op]
    return operate && combine(operate, (node.args as ASTNode[]).map(worth))
  }
  return worth
}

const isConstant = (value: unknown): value is Constant =>
  typeof value === 'bigint' || typeof value === 'string' || typeof value === 'boolean'

const constant = (value: number | string | undefined) => (typeof value === 'number' ? BigInt(value) : value)

const negative = (value: Constant | undefined) => (typeof value === 'bigint' ? -value : undefined)

/** Beyond 64 bits CEL itself must answer. */
function combine(operate: (a: bigint, b: bigint) => bigint, sides: (Constant | undefined)[]) {
  const [a, b] = sides
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return undefined
  const value = operate(a, b)
  return BigInt.asIntN(64, value) === value ? value : undefined
}
