import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import type { ConditionEnvironment } from './environment.ts'
import { literalOf } from './literals.ts'
import { nodes, references, unique } from './names.ts'
import { type Answer, answerOf, type Part, type Program } from './parts.ts'
import type { Scope } from './scope.ts'
import { written } from './written.ts'

/**
 * A condition that can be asked directly. Parsed when that first happens: of ten thousand rules the index answers
 * nearly all, and ten thousand parsed conditions would be most of a playbook's memory.
 */
export class CompiledCondition {
  readonly text: string
  /** Bare names of the attributes of the customer in the text, in order of appearance. */
  readonly basis: string[]
  readonly #parse: (text: string) => Part
  #part: Part | undefined

  constructor(text: string, basis: string[], parse: (text: string) => Part) {
    this.text = text
    this.basis = basis
    this.#parse = parse
  }

  evaluate(scope: Scope): Answer {
    this.#part ??= this.#parse(this.text)
    return answerOf(this.#part, scope)
  }
}

/** A condition, and its parts for the index. */
export interface ParsedCondition {
  condition: CompiledCondition
  part: Part
}

/** Compiles texts in which `checkCondition` found no fault. The result throws the library's error on any other. */
export function conditionCompiler(env: ConditionEnvironment): (text: string) => ParsedCondition {
  const partOf = (ast: ASTNode, text: string) => divide(ast, leafMaker(env, text))
  const parse = (text: string) => partOf(env.cel.parse(text).ast, text)
  return (text) => {
    const { ast } = env.cel.parse(text)
    const customer = references(ast).filter(({ scope }) => scope === 'customer')
    const basis = unique(customer.map(({ name }) => name))
    return { condition: new CompiledCondition(text, basis, parse), part: partOf(ast, text) }
  }
}

function divide(node: ASTNode, leafOf: (node: ASTNode) => Part): Part {
  if (node.op === '&&') return { kind: 'all', parts: sides(node, '&&').map((side) => divide(side, leafOf)) }
  if (node.op === '||') return { kind: 'any', parts: sides(node, '||').map((side) => divide(side, leafOf)) }
  if (node.op === '!_') return { kind: 'not', part: divide(node.args, leafOf) }
  return leafOf(node)
}

/** `a && b && c` is one conjunction of three. */
function sides(node: ASTNode, sign: '&&' | '||'): ASTNode[] {
  if (node.op !== sign) return [node]
  return (node.args as ASTNode[]).flatMap((side) => sides(side, sign))
}

function leafMaker(env: ConditionEnvironment, whole: string): (node: ASTNode) => Part {
  const columnOf = (node: ASTNode) => env.columns.of(node)
  return (node) => {
    const literal = literalOf(node, columnOf, env.constantOf)
    if (literal) return { kind: 'literal', literal }
    const text = written(node, whole)
    const leaf = env.programs.get(text) ?? program(text, node, env)
    env.programs.set(text, leaf)
    return leaf
  }
}

const lenient: readonly string[] = ['?:', '&&', '||']
const macros: readonly string[] = ['has', 'all', 'exists', 'exists_one', 'filter', 'map']

function program(text: string, node: ASTNode, env: ConditionEnvironment): Program {
  const needs = references(node).filter(({ guarded, scope }) => !guarded && scope !== 'parameter')
  let parsed: ParseResult | undefined
  const run: Program['run'] = (scope) => {
    parsed ??= env.cel.parse(text)
    return parsed(scope.bindings()) === true
  }
  const asked = references(node).filter(({ guarded, scope }) => guarded && scope === 'customer')
  const asks = unique(asked.map(({ name }) => name))
  return { kind: 'program', run, needs, asks, strict: isStrict(node) }
}

/** True where one missing fact leaves no answer whatever the rest: no branch and no loop may step around it. */
function isStrict(node: ASTNode): boolean {
  return nodes(node).every(
    ({ op, args }) =>
      !lenient.includes(op) && !((op === 'call' || op === 'rcall') && macros.includes(args[0])),
  )
}
