import { HEALTH_DAYS, type HealthAnswer, type HealthDoubt } from '../messages.ts'
import { edgeDoubt, isForbidden } from './failure.ts'
import type { AgentLanguage } from './language.ts'
import type { Services } from './services.ts'

/** Why figures cannot be had. */
export function doubtOf(error: unknown): Exclude<HealthDoubt, 'no-answer'> {
  return isForbidden(error) ? 'forbidden' : edgeDoubt(error)
}

/** How well pages are read, for the console. */
export async function healthAnswer(
  { edge, playbooks: { current, adapters } }: Services,
  lang: AgentLanguage,
): Promise<HealthAnswer> {
  try {
    const health = await edge.adapterHealth(HEALTH_DAYS)
    const now = new Date()
    const today = current?.compiled.clock.dayOf(now) ?? now.toISOString().slice(0, 10)
    return { lang, health, adapters, today }
  } catch (error) {
    return { lang, why: doubtOf(error) }
  }
}
