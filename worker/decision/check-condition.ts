import type { ASTNode } from '@marcbachmann/cel-js'
import { codeFaults } from './code-faults.ts'
import { conditionCompiler } from './conditions.ts'
import { constantFaults } from './constant-faults.ts'
import { constantsWith } from './constants.ts'
import { contradiction } from './contradiction.ts'
import type { ConditionEnvironment } from './environment.ts'
import { contactFields } from './facts.ts'
import { children, isScope, nodes, type Reference, references } from './names.ts'
import { nearest } from './nearest.ts'
import { outside, supportedFunctions, tooDeep } from './outside.ts'

/** A fault of a condition, found when the rule is saved. Line and column count from 1. */
export interface ConditionFault {
  message: string
  line: number
  column: number
  /** The nearest name that exists. */
  suggestion?: string
}

type Fault = { at: number; message: string; suggestion?: string | undefined }

/** All faults of a text, or none where it may be saved. */
export function checkCondition(text: string, env: ConditionEnvironment): ConditionFault[] {
  const parsed = parse(text, env)
  const faults = 'at' in parsed ? [parsed] : faultsOf(parsed, text, env)
  return faults.map(({ at, message, suggestion }) => ({
    message,
    ...position(text, at),
    ...(suggestion ? { suggestion } : {}),
  }))
}

function parse(text: string, env: ConditionEnvironment): ASTNode | Fault {
  try {
    return env.cel.parse(text).ast
  } catch (error) {
    return libraryFault(error)
  }
}

/** Our own faults say more than the library's type check, which stops at its first. */
function faultsOf(ast: ASTNode, text: string, env: ConditionEnvironment): Fault[] {
  const own = [
    ...nodes(ast).flatMap((node) => [
      ...bareFault(node),
      ...outsideFault(node),
      ...calledFault(node),
      ...codeFaults(node, env),
    ]),
    ...tooDeep(ast).map(({ range }) => ({
      at: range.start,
      message: 'a loop inside two others takes too long',
    })),
    ...references(ast).flatMap((found) => nameFault(found, env)),
  ]
  if (own.length > 0) return own.toSorted((a, b) => a.at - b.at)
  const { valid, error, type } = env.cel.check(text)
  if (!valid) return [libraryFault(error)]
  if (type !== 'bool') return [{ at: 0, message: `a condition answers yes or no, this one gives ${type}` }]
  const unanswered = constantFaults(ast, text, env)
  return unanswered.length > 0 ? unanswered : impossibleFault(text, env)
}

/** Whatever the thresholds: a bank may set them so that a rule never holds. */
function impossibleFault(text: string, env: ConditionEnvironment): Fault[] {
  const withoutThresholds = { ...env, constantOf: constantsWith([]), programs: new Map() }
  const impossible = contradiction(conditionCompiler(withoutThresholds)(text).part)
  return impossible ? [{ at: 0, message: `this can never hold: no value of ${impossible} fits` }] : []
}

function outsideFault(node: ASTNode): Fault[] {
  const message = outside(node)
  return message ? [{ at: node.range.start, message }] : []
}

function libraryFault(error: unknown): Fault {
  const { summary, message, range } = error as {
    summary?: string
    message: string
    range?: { start: number }
  }
  return { at: range?.start ?? 0, message: summary ?? message }
}

function nameFault({ scope, name, at }: Reference, env: ConditionEnvironment): Fault[] {
  const { catalogue, pageFields, parameters } = env.vocabulary
  const declared = { customer: catalogue, page: pageFields, contact: contactFields, parameter: parameters }[
    scope
  ]
  if (declared.some((one) => one.name === name)) return []
  if (scope === 'page' && declared.length === 0)
    return [{ at, message: 'this rule is asked where no page is read: no page.*' }]
  const suggestion = nearest(
    name,
    declared.map((one) => one.name),
  )
  const message = `${scope}.${name} is not declared`
  return [{ at, message, suggestion: suggestion && `${scope}.${suggestion}` }]
}

function calledFault(node: ASTNode): Fault[] {
  if (node.op !== 'call' && node.op !== 'rcall') return []
  const at = node.range.start
  const name = node.args[0]
  if (!supportedFunctions.includes(name)) {
    return [{ at, message: `${name}() is not supported`, suggestion: nearest(name, supportedFunctions) }]
  }
  const zoneless = name.startsWith('get') && node.op === 'rcall' && node.args[2].length === 0
  return zoneless ? [{ at, message: `${name}() needs a time zone, such as ${name}("Asia/Shanghai")` }] : []
}

/** A customer passed on under another name would hide which facts a rule rests on. */
function bareFault(node: ASTNode): Fault[] {
  if (node.op === '.') return []
  const bare = children(node).filter((child) => child.op === 'id' && isScope(child.args))
  return bare.map((child) => ({
    at: child.range.start,
    message: `"${child.args}" stands only before a name: ${child.args}.name`,
  }))
}

function position(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
