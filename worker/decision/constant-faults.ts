import type { ASTNode } from '@marcbachmann/cel-js'
import { isDay } from './clock.ts'
import type { ConditionEnvironment } from './environment.ts'
import { children, nodes, reference } from './names.ts'
import { nearest } from './nearest.ts'
import { written } from './written.ts'

type Fault = { at: number; message: string; suggestion?: string | undefined }

/**
 * What can be worked out without a fact and has no answer: `duration("1d")`, `timestamp("2026-02-30")`, a division by
 * 0, a time zone that does not exist. At decision time it would leave the condition unknown for everybody.
 */
export function constantFaults(ast: ASTNode, text: string, env: ConditionEnvironment): Fault[] {
  const faultIn = (node: ASTNode) => failure(() => worth(node, text, env))
  const own = constants(ast).flatMap((node) => {
    const message = env.constantOf(node) === undefined && faultIn(node)
    return message ? [{ at: node.range.start, message }] : []
  })
  return [
    ...own,
    ...nodes(ast).flatMap((node) => [...dayFault(node), ...zeroFault(node), ...zoneFault(node)]),
  ]

  function zeroFault(node: ASTNode): Fault[] {
    if ((node.op !== '/' && node.op !== '%') || !isConstant(node.args[1]) || isConstant(node)) return []
    if (faultIn(node.args[1]) || worth(node.args[1], text, env) !== 0n) return []
    return [{ at: node.range.start, message: 'a division by 0 has no answer' }]
  }

  function zoneFault(node: ASTNode): Fault[] {
    const zone = node.op === 'rcall' && node.args[0].startsWith('get') ? node.args[2][0] : undefined
    if (!zone || !isConstant(zone) || isConstant(node) || faultIn(zone)) return []
    return unknownZone(String(worth(zone, text, env)), zone.range.start)
  }
}

/** The library takes 30 February for 2 March. */
function dayFault({ op, args }: ASTNode): Fault[] {
  const [called, [moment]] = op === 'call' ? args : ['', []]
  if (called !== 'timestamp' || moment?.op !== 'value' || typeof moment.args !== 'string') return []
  const day = moment.args.slice(0, 10)
  return isDay(day) ? [] : [{ at: moment.range.start, message: `${day} is no day` }]
}

function unknownZone(timeZone: string, at: number): Fault[] {
  if (!failure(() => new Intl.DateTimeFormat('en', { timeZone }))) return []
  const suggestion = nearest(timeZone, Intl.supportedValuesOf('timeZone'))
  return [{ at, message: `"${timeZone}" is not an IANA time zone`, suggestion }]
}

/** The largest parts that are worked out of values alone: no fact, no moment, no element of a list. */
function constants(node: ASTNode): ASTNode[] {
  if (!isConstant(node) || node.op === 'list') return children(node).flatMap(constants)
  return node.op === 'value' || node.op === '.' ? [] : [node]
}

function isConstant(node: ASTNode): boolean {
  if (reference(node)?.scope === 'parameter') return true
  return node.op !== 'id' && children(node).every(isConstant)
}

function worth(node: ASTNode, text: string, { cel, parameters }: ConditionEnvironment): unknown {
  return cel.evaluate(written(node, text), { parameter: parameters })
}

/** The library's words, or undefined where it does not fail. */
function failure(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    const { summary, message } = error as { summary?: string; message: string }
    return summary ?? message
  }
}
