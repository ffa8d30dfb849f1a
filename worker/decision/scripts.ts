import type { Script, ScriptStep } from '../contract/playbook.ts'
import type { Text } from '../contract/text.ts'
import type { CompiledPlaybook } from './compile.ts'
import { type CompiledCondition, conditionCompiler } from './conditions.ts'
import type { ScopeValues } from './facts.ts'
import { Scope } from './scope.ts'

/** A step as it stands for one customer. */
export interface StepForCustomer {
  step: ScriptStep
  say: Text
  /** Segment whose words they are; '' for the standard words. */
  variant: string
}

interface Conditions {
  likely: CompiledCondition | undefined
  /** By step. */
  applies: Map<string, CompiledCondition>
}

/** The edge decides without scripts: their conditions are compiled when a browser first asks. */
const known = new WeakMap<CompiledPlaybook, Map<string, Conditions>>()

function conditionsOf(compiled: CompiledPlaybook, { id, likely, steps }: Script): Conditions {
  const all = known.get(compiled) ?? new Map<string, Conditions>()
  known.set(compiled, all)
  const kept = all.get(id)
  if (kept) return kept
  const parse = conditionCompiler(compiled.env)
  const made: Conditions = {
    likely: likely === undefined ? undefined : parse(likely).condition,
    applies: new Map(
      steps.flatMap((step) =>
        step.applies === undefined ? [] : [[step.id, parse(step.applies).condition] as const],
      ),
    ),
  }
  all.set(id, made)
  return made
}

/** Ids of the scripts whose `likely` holds, in the playbook's order. What is not known makes none likely. */
export function likelyScripts(compiled: CompiledPlaybook, values: ScopeValues): string[] {
  const scope = new Scope(compiled.env, values)
  const holds = (script: Script) => conditionsOf(compiled, script).likely?.evaluate(scope).value === true
  return compiled.playbook.scripts.filter(holds).map(({ id }) => id)
}

/**
 * The steps that concern a customer, each in the words for them. A step falls out only where it is known not to concern
 * them.
 * @param segments ids of the customer's segments
 */
export function stepsFor(
  compiled: CompiledPlaybook,
  script: Script,
  values: ScopeValues,
  segments: readonly string[],
): StepForCustomer[] {
  const scope = new Scope(compiled.env, values)
  const { applies } = conditionsOf(compiled, script)
  const concerns = ({ id }: ScriptStep) => applies.get(id)?.evaluate(scope).value !== false
  return script.steps.filter(concerns).map((step) => inWordsFor(step, segments))
}

/** A step in the first words that are for one of the segments. */
function inWordsFor(step: ScriptStep, segments: readonly string[]): StepForCustomer {
  for (const { segments: of, say } of step.variants) {
    const variant = of.find((one) => segments.includes(one))
    if (variant !== undefined) return { step, say, variant }
  }
  return { step, say: step.say, variant: '' }
}
