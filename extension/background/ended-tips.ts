import type { Decision } from '../../worker/contract/decision.ts'
import type { CompiledPlaybook } from '../../worker/decision/compile.ts'
import { hasEnded } from '../../worker/decision/validity.ts'

/**
 * Tips of a decision whose end has passed since it was made. Time is counted from the edge's own moment: the browser's
 * clock may be wrong, but it goes.
 * @param age milliseconds since the decision came
 */
export function endedTips(decision: Decision, { clock, tipsById }: CompiledPlaybook, age: number): string[] {
  if (decision.historical) return []
  const minute = clock.minuteOf(new Date(Date.parse(decision.asOf) + age))
  return decision.tips.map(({ id }) => id).filter((id) => hasEnded(tipsById.get(id)?.tip ?? {}, minute))
}
