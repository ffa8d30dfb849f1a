import type { Env } from '../env.ts'
import { bindingTo } from './binding.ts'

/** What a configuration of plain workerd gives beside the rest. */
export interface HostedEnv extends Omit<Env, 'PLAYBOOK'> {
  SQL: Parameters<typeof bindingTo>[0]
  /** Every migration, in order. */
  MIGRATIONS: { name: string; statements: string[] }[]
}

const made = new WeakMap<object, Env>()

/** Files of an edge on the bank's own machines, by the names that the Worker knows them under. Made once an isolate. */
export function edgeEnv(hosted: HostedEnv): Env {
  const known = made.get(hosted)
  if (known) return known
  const names = ['PLAYBOOK', ...(hosted.CUSTOMER_DATABASES ?? 'CUSTOMERS').split(/\s+/).filter(Boolean)]
  const databases = Object.fromEntries(names.map((name) => [name, bindingTo(hosted.SQL, name)]))
  const env = { ...hosted, ...databases } as unknown as Env
  made.set(hosted, env)
  return env
}
