import type { Check, Playbook, Product, Segment, Tip } from '../contract/playbook.ts'
import type { ZoneClock } from './clock.ts'
import {
  type CompiledCondition,
  type ConditionEnvironment,
  compileCondition,
  conditionEnvironment,
} from './conditions.ts'
import { type FoldedPhrase, foldPhrase } from './phrases.ts'
import { playbookFaults } from './playbook-faults.ts'
import { productCode } from './products.ts'

export interface CompiledSegment {
  segment: Segment
  condition: CompiledCondition
}

export interface CompiledTip {
  tip: Tip
  condition: CompiledCondition
}

export interface CompiledCheck {
  check: Check
  applies: CompiledCondition | undefined
  condition: CompiledCondition | undefined
  phrases: FoldedPhrase[]
}

/** A playbook ready to decide with. Make it once and keep it. */
export interface CompiledPlaybook {
  playbook: Playbook
  clock: ZoneClock
  /** By priority, then id. */
  segments: CompiledSegment[]
  tips: CompiledTip[]
  checks: CompiledCheck[]
  /** By normalised code. */
  products: ReadonlyMap<string, Product>
}

/** All faults of a playbook, one line each: rule, place, what is wrong, what may be meant. */
export class PlaybookError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The playbook cannot be used:\n${faults.join('\n')}`)
    this.name = 'PlaybookError'
    this.faults = faults
  }
}

/**
 * Throws a PlaybookError that names every rule at fault, with line and column of a bad condition,
 * and a RangeError on a time zone that does not exist.
 */
export function compilePlaybook(playbook: Playbook): CompiledPlaybook {
  const { catalogue, pageFields, timeZone, products } = playbook
  const onCustomer = conditionEnvironment({ catalogue, pageFields: [], timeZone })
  const onPage = conditionEnvironment({ catalogue, pageFields, timeZone })
  const faults = playbookFaults(playbook, onCustomer, onPage)
  if (faults.length > 0) throw new PlaybookError(faults)
  return {
    playbook,
    clock: onCustomer.clock,
    segments: playbook.segments
      .map((segment) => ({ segment, condition: compileCondition(segment.condition, onCustomer) }))
      .toSorted(({ segment: a }, { segment: b }) => a.priority - b.priority || (a.id < b.id ? -1 : 1)),
    tips: playbook.tips.map((tip) => ({ tip, condition: compileCondition(tip.condition, onCustomer) })),
    checks: playbook.checks.map((check) =>
      compileCheck(check, check.on === 'customer' ? onCustomer : onPage),
    ),
    products: new Map(products.map((product) => [productCode(product.code), product])),
  }
}

function compileCheck(check: Check, env: ConditionEnvironment): CompiledCheck {
  const compile = (text: string | undefined) => (text ? compileCondition(text, env) : undefined)
  return {
    check,
    applies: compile(check.applies),
    condition: compile(check.condition),
    phrases: check.text?.phrases.map(foldPhrase) ?? [],
  }
}
