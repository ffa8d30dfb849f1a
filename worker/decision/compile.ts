import type { Check, Playbook, Product, Segment, Tip } from '../contract/playbook.ts'
import type { TextTables } from '../contract/text-tables.ts'
import type { ZoneClock } from './clock.ts'
import { ConditionIndex } from './condition-index.ts'
import {
  type CompiledCondition,
  type ConditionEnvironment,
  conditionCompiler,
  conditionEnvironment,
} from './conditions.ts'
import type { Part } from './parts.ts'
import { playbookFaults } from './playbook-faults.ts'
import { productCode } from './products.ts'
import { type TextScanner, textScanner } from './text/scan-text.ts'

export interface CompiledSegment {
  segment: Segment
  condition: CompiledCondition
}

export interface CompiledTip {
  tip: Tip
  eligibility: CompiledCondition
  applicability: CompiledCondition | undefined
  /** The product it offers, where it offers one. */
  product: Product | undefined
}

export interface CompiledCheck {
  check: Check
  applies: CompiledCondition | undefined
  condition: CompiledCondition | undefined
}

/** A playbook ready to decide with. Make it once and keep it. */
export interface CompiledPlaybook {
  playbook: Playbook
  env: ConditionEnvironment
  clock: ZoneClock
  /** By priority, then id. */
  segments: CompiledSegment[]
  tips: CompiledTip[]
  tipsById: ReadonlyMap<string, CompiledTip>
  /** Checks on `customer`, `action` and `remark`. */
  checks: Record<Check['on'], CompiledCheck[]>
  /** Conditions of segments, then eligibility of tips, in the order above. */
  index: ConditionIndex
  /** Undefined where the playbook came without tables: no text can be checked then. */
  text: TextScanner | undefined
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
export function checkPlaybook(playbook: Playbook): void {
  const { catalogue, pageFields, parameters, timeZone } = playbook
  const onCustomer = conditionEnvironment({ catalogue, pageFields: [], parameters, timeZone })
  const onPage = conditionEnvironment({ catalogue, pageFields, parameters, timeZone })
  const faults = playbookFaults(playbook, onCustomer, onPage)
  if (faults.length > 0) throw new PlaybookError(faults)
}

/**
 * A checked playbook ready to decide with. Of one that was not checked, a faulty condition throws the library's error.
 * @param tables of its text checks, as published with it; without them what is typed is not checked
 */
export function compilePlaybook(playbook: Playbook, tables?: TextTables): CompiledPlaybook {
  const { catalogue, pageFields, parameters, timeZone } = playbook
  const env = conditionEnvironment({ catalogue, pageFields, parameters, timeZone })
  const compile = conditionCompiler(env)
  const products = new Map(playbook.products.map((product) => [productCode(product.code), product]))
  const segments = compileSegments(playbook, compile)
  const tips = playbook.tips.map((tip) => compileTip(tip, compile, products))
  const checks = playbook.checks.map((check) => compileCheck(check, compile))
  const on = (when: Check['on']) => checks.filter(({ check }) => check.on === when)
  return {
    playbook,
    env,
    clock: env.clock,
    segments,
    tips,
    tipsById: new Map(tips.map((one) => [one.tip.id, one])),
    checks: { customer: on('customer'), action: on('action'), remark: on('remark') },
    index: new ConditionIndex(indexed(segments, tips)),
    text: textScanner(tables),
    products,
  }
}

type Compile = (text: string) => CompiledCondition

const indexed = (segments: CompiledSegment[], tips: CompiledTip[]): Part[] => [
  ...segments.map(({ condition }) => condition.part),
  ...tips.map(({ eligibility }) => eligibility.part),
]

function compileSegments({ segments }: Playbook, compile: Compile): CompiledSegment[] {
  return segments
    .map((segment) => ({ segment, condition: compile(segment.condition) }))
    .toSorted(({ segment: a }, { segment: b }) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
}

function compileTip(tip: Tip, compile: Compile, products: ReadonlyMap<string, Product>): CompiledTip {
  return {
    tip,
    eligibility: compile(tip.eligibility),
    applicability: tip.applicability === undefined ? undefined : compile(tip.applicability),
    product: tip.product === undefined ? undefined : products.get(productCode(tip.product)),
  }
}

function compileCheck(check: Check, compile: Compile): CompiledCheck {
  const maybe = (text: string | undefined) => (text === undefined ? undefined : compile(text))
  return { check, applies: maybe(check.applies), condition: maybe(check.condition) }
}
