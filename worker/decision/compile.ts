import type { Attribute } from '../contract/catalogue.ts'
import type { Check, Playbook, Product, Segment, Tip } from '../contract/playbook.ts'
import type { TextTables } from '../contract/text-tables.ts'
import { boundedAmong } from './bounds.ts'
import type { ZoneClock } from './clock.ts'
import { ConditionIndex } from './condition-index.ts'
import { type CompiledCondition, conditionCompiler } from './conditions.ts'
import { type ConditionEnvironment, conditionEnvironment } from './environment.ts'
import { playbookFaults } from './playbook-faults.ts'
import { productCode } from './products.ts'
import { secretAmong } from './secret.ts'
import { type TextScanner, textScanner } from './text/scan-text.ts'

export interface CompiledSegment {
  segment: Segment
  condition: CompiledCondition
}

export interface CompiledTip {
  tip: Tip
  eligibility: CompiledCondition
  applicability: CompiledCondition | undefined
  /** Attributes that eligibility and applicability name. */
  basis: string[]
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
  /** Attributes of which some values cannot be. */
  bounded: Attribute[]
  /** Names of attributes whose values never leave the edge. */
  secret: ReadonlySet<string>
  /** Names of attributes that come from runs over the base. */
  groups: ReadonlySet<string>
  /** By priority, then id. */
  segments: CompiledSegment[]
  /** By id. */
  tips: CompiledTip[]
  tipsById: ReadonlyMap<string, CompiledTip>
  /** Checks on `customer`, `action` and `remark`. */
  checks: Record<Check['on'], CompiledCheck[]>
  /** Eligibility of tips, then conditions of segments, in the order above. */
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
  const parse = conditionCompiler(env)
  const compile: Compile = (text) => parse(text).condition
  const products = new Map(playbook.products.map((product) => [productCode(product.code), product]))
  const segments = byPriority(playbook.segments)
  const tips = playbook.tips.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const parsed = [
    ...tips.map(({ eligibility }) => eligibility),
    ...segments.map(({ condition }) => condition),
  ].map(parse)
  const conditions = parsed.map(({ condition }) => condition)
  const compiledTips = tips.map((tip, at) =>
    compileTip(tip, conditions[at] as CompiledCondition, compile, products),
  )
  return {
    playbook,
    env,
    clock: env.clock,
    bounded: boundedAmong(catalogue),
    secret: secretAmong(catalogue),
    groups: new Set(catalogue.flatMap(({ name, channel }) => (channel === 'segmentation' ? name : []))),
    segments: segments.map((segment, at) => ({
      segment,
      condition: conditions[tips.length + at] as CompiledCondition,
    })),
    tips: compiledTips,
    tipsById: new Map(compiledTips.map((one) => [one.tip.id, one])),
    checks: compileChecks(playbook, compile),
    index: new ConditionIndex(parsed.map(({ part }) => part)),
    text: textScanner(tables),
    products,
  }
}

type Compile = (text: string) => CompiledCondition

const byPriority = (segments: readonly Segment[]): Segment[] =>
  segments.toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))

function compileTip(
  tip: Tip,
  eligibility: CompiledCondition,
  compile: Compile,
  products: ReadonlyMap<string, Product>,
): CompiledTip {
  const applicability = tip.applicability === undefined ? undefined : compile(tip.applicability)
  const basis = applicability
    ? [...new Set([...eligibility.basis, ...applicability.basis])]
    : eligibility.basis
  const product = tip.product === undefined ? undefined : products.get(productCode(tip.product))
  return { tip, eligibility, applicability, basis, product }
}

function compileChecks({ checks }: Playbook, compile: Compile): CompiledPlaybook['checks'] {
  const compiled = checks.map((check) => compileCheck(check, compile))
  const on = (when: Check['on']) => compiled.filter(({ check }) => check.on === when)
  return { customer: on('customer'), action: on('action'), remark: on('remark') }
}

function compileCheck(check: Check, compile: Compile): CompiledCheck {
  const maybe = (text: string | undefined) => (text === undefined ? undefined : compile(text))
  return { check, applies: maybe(check.applies), condition: maybe(check.condition) }
}
