import type { CompiledPlaybook } from '../../decision/compile.ts'
import type { Telling } from './seen-event.ts'

/** What the playbook lets people see of events. */
export function tellingOf({ playbook, clock }: CompiledPlaybook) {
  const kinds: Telling['kinds'] = new Map(playbook.events.map((type) => [type.kind, type]))
  const shown = (kind: string, member: string) =>
    kinds.get(kind)?.detail.some(({ name, sensitivity }) => name === member && sensitivity !== 'C3') ?? false
  return { kinds, clock, shown }
}
