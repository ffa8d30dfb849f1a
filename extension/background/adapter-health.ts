import { HEALTH_DAYS, type HealthDoubt, presentHealth, presentHealthDoubt } from '../present/health.ts'
import type { HealthView } from '../views.ts'
import { failureKind, isForbidden } from './failure.ts'
import type { AgentLanguage } from './language.ts'
import type { Services } from './services.ts'

function doubtOf(error: unknown): HealthDoubt {
  if (isForbidden(error)) return 'forbidden'
  const kind = failureKind(error)
  return kind === 'no-playbook' ? 'unreachable' : kind
}

/** How well pages are read, for the console. */
export async function healthView(
  { edge, playbooks }: Services,
  language: AgentLanguage,
): Promise<HealthView> {
  try {
    const health = await edge.adapterHealth(HEALTH_DAYS)
    const now = new Date()
    const today = playbooks.current?.compiled.clock.dayOf(now) ?? now.toISOString().slice(0, 10)
    return presentHealth(language, playbooks.adapters, health, today)
  } catch (error) {
    return presentHealthDoubt(language, doubtOf(error))
  }
}
