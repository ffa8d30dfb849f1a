import type { Tip } from '../contract/playbook.ts'
import type { CompiledTip } from './compile.ts'
import { inShifts } from './shifts.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'

/** Whether the end of a tip has passed at a local minute. A day is compared as a day, a minute as a minute. */
export const hasEnded = ({ until }: Pick<Tip, 'until'>, minute: string): boolean =>
  until !== undefined && minute.slice(0, until.length) > until

/** Is it for this moment, this kind of contact, this role, team and shift? */
export function validity(
  { tip }: CompiledTip,
  { compiled, minute, askedMinute, input }: Pick<StepInput, 'compiled' | 'minute' | 'askedMinute' | 'input'>,
): Removal | undefined {
  const { from, channels, roles, teams, shifts } = tip
  const { agent, contact } = input
  if (from && minute < from) return removedBy('not-yet-valid')
  if (hasEnded(tip, minute)) return removedBy('expired')
  if (channels && !channels.some((channel) => channel === contact?.channel)) return removedBy('other-channel')
  if (roles && !roles.some((role) => agent.roles.includes(role))) return removedBy('other-role')
  if (teams && !teams.some((team) => agent.teams.includes(team))) return removedBy('other-team')
  if (shifts && !inShifts(compiled.playbook.shifts, shifts, askedMinute)) return removedBy('other-shift')
  return undefined
}
