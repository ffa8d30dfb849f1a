import { CODE, type Input, LIMIT, SEEN, WORK } from './inputs.ts'
import type { Bank } from './storage.ts'

/** Requests of one kind in the busy hour. */
export interface Traffic {
  what: string
  /** A second. */
  rate: number
  formula: string
  /** Whether it comes with contacts, or with every hour that an agent is signed in. */
  by: 'contacts' | 'agents'
  /** Which database it asks (`every`: each one of customers), and for how long it holds it; milliseconds. */
  at: 'playbook' | 'customers' | 'every' | 'objects'
  holds: number
}

type Kind = [what: string, by: Traffic['by'], factor: Input, at: Traffic['at'], holds: number]

const [READ, WRITE, DECIDE] = [LIMIT.read.value, WORK.write.value, SEEN.edge.value]

const KINDS: readonly Kind[] = [
  ['decisions', 'contacts', WORK.decisions, 'customers', DECIDE],
  ['views', 'contacts', WORK.views, 'customers', DECIDE],
  ['reveals', 'contacts', WORK.reveals, 'customers', DECIDE],
  ['other numbers resolved', 'contacts', WORK.resolved, 'every', READ],
  ['outcomes, for customer and agent', 'contacts', WORK.outcomeRequests, 'customers', 2 * WRITE],
  ['scripts walked', 'contacts', WORK.scripts, 'playbook', WRITE],
  ['is there a newer playbook', 'agents', CODE.poll, 'playbook', READ],
  ['reading counts', 'agents', CODE.counts, 'playbook', WRITE],
  ['tickets', 'agents', CODE.token, 'objects', 0],
  ['sockets opened', 'agents', CODE.token, 'objects', 0],
]

/** What browsers ask in a second of the busy hour, all agents signed in. */
export function traffic({ agents }: Bank): Traffic[] {
  const contacts = (agents * WORK.contactsAnHour.value) / 3600
  return KINDS.map(([what, by, { value, unit }, at, holds]) => ({
    ...{ what, by, at, holds },
    rate: by === 'contacts' ? contacts * value : agents / value,
    formula: by === 'contacts' ? `contacts × ${value}` : `agents / ${value} ${unit}`,
  }))
}

export const rateOf = (lines: readonly Traffic[]) => lines.reduce((sum, { rate }) => sum + rate, 0)

/** Share of its time that the playbook's database is busy; above 1 it falls behind. */
export const playbookBusy = (bank: Bank) =>
  busy(traffic(bank).filter(({ at }) => at === 'playbook')) +
  ((WORK.isolates.value / CODE.ended.value) * READ) / 1000

/** The same of one database of customers. */
export const customersBusy = (bank: Bank, databases: number) =>
  busy(traffic(bank).filter(({ at }) => at === 'customers')) / databases +
  busy(traffic(bank).filter(({ at }) => at === 'every'))

const busy = (lines: readonly Traffic[]) =>
  lines.reduce((sum, { rate, holds }) => sum + rate * holds, 0) / 1000

/** Seconds until the playbook's database has answered for all who were told of a new version: once for each isolate. */
export const stampede = ({ agents }: Bank) => (Math.min(agents, WORK.isolates.value) * READ) / 1000

export const teams = ({ agents }: Bank) => Math.ceil(agents / WORK.team.value)

/** Seconds in which the one Directory asks every team once, as many at once as it may. */
export const roundOfTeams = (bank: Bank) => (teams(bank) / LIMIT.open.value) * (WORK.tell.value / 1000)
