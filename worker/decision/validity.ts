import type { CompiledTip } from './compile.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'

/** Is it for this day, this kind of contact, this role and team? */
export function validity(
  { tip }: CompiledTip,
  { today, input }: Pick<StepInput, 'today' | 'input'>,
): Removal | undefined {
  const { from, until, channels, roles, teams } = tip
  const { agent, contact } = input
  if (from && today < from) return removedBy('not-yet-valid')
  if (until && today > until) return removedBy('expired')
  if (channels && !channels.some((channel) => channel === contact?.channel)) return removedBy('other-channel')
  if (roles && !roles.some((role) => agent.roles.includes(role))) return removedBy('other-role')
  if (teams && !teams.some((team) => agent.teams.includes(team))) return removedBy('other-team')
  return undefined
}
