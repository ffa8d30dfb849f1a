import { Role } from '../../contract/context.ts'
import type { PreviewRequest } from '../../contract/preview.ts'
import type { CompiledPlaybook } from '../../decision/compile.ts'
import type { DecisionInput } from '../../decision/input.ts'
import { inShifts } from '../../decision/shifts.ts'

/** What a preview assumes beside the customer. */
export type Assumed = Pick<DecisionInput, 'agent' | 'askedAt'> & {
  /** The moment decided for, where the base is not of a moment of its own. */
  at: string
  contact: NonNullable<DecisionInput['contact']>
}

const MINUTE = 60_000

/**
 * A preview asks how customers stand, not whom an agent may reach: it assumes one of every role and team who has
 * answered nobody yet, the first channel and shift of the tip, and the moment from which the item holds.
 */
export function assumedFor(compiled: CompiledPlaybook, request: PreviewRequest, now: Date): Assumed {
  const { playbook } = compiled
  const tip = request.kind === 'tip' ? compiled.tipsById.get(request.itemId)?.tip : undefined
  const at = new Date(Math.max(now.getTime(), beginning(compiled, request)))
  const askedAt = onShift(compiled, tip?.shifts, at).toISOString()
  const teams = [...playbook.teams.map(({ id }) => id), ...playbook.tips.flatMap((one) => one.teams ?? [])]
  return {
    agent: { subject: '', roles: Role.options, teams: [...new Set(teams)] },
    at: at.toISOString(),
    askedAt,
    contact: request.contact ?? {
      channel: tip?.channels?.[0] ?? 'phone',
      direction: 'inbound',
      startedAt: askedAt,
    },
  }
}

/** The first moment of the item, in milliseconds; 0 where it has none. */
function beginning(compiled: CompiledPlaybook, { kind, itemId }: PreviewRequest): number {
  const { playbook, tipsById } = compiled
  if (kind === 'tip') return instantAt(compiled, tipsById.get(itemId)?.tip.from)
  const check = kind === 'check' && playbook.checks.find(({ id }) => id === itemId)
  return check ? instantAt(compiled, check.effectiveFrom) : 0
}

/** A local day or minute as milliseconds. */
function instantAt({ clock }: CompiledPlaybook, local: string | undefined): number {
  if (local === undefined) return 0
  const [hours = 0, minutes = 0] = local.slice(11).split(':').map(Number)
  return (clock.startOf(local.slice(0, 10))?.getTime() ?? 0) + (hours * 60 + minutes) * MINUTE
}

/** The moment itself where it lies in one of the shifts, else the beginning of the first of them on that day. */
function onShift(compiled: CompiledPlaybook, ids: readonly string[] | undefined, at: Date): Date {
  const { clock, playbook } = compiled
  const first = playbook.shifts.find(({ id }) => ids?.includes(id))
  if (!ids || !first || inShifts(playbook.shifts, ids, clock.minuteOf(at))) return at
  return new Date(instantAt(compiled, `${clock.dayOf(at)}T${first.from}`))
}
