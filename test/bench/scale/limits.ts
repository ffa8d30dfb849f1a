import { CODE, LIMIT, type Origin, WORK } from './inputs.ts'
import { type Bank, bankOf, databases, total } from './storage.ts'
import { dueADay, foldedADay, resultsTake } from './times.ts'
import { customersBusy, playbookBusy, rateOf, roundOfTeams, traffic } from './traffic.ts'

/** Something there is only so much of. */
export interface Bound {
  what: string
  unit: string
  need: (bank: Bank) => number
  limit: number
  /** Who sets the limit; `wanted`: nobody, it only becomes slow. */
  by: Origin | 'wanted'
  /** What to do when it is met. */
  remedy: string
}

/** Bindings for the playbook's database, objects, queue, files, rate limits and variables. */
const OTHERS = 16

export const BOUNDS: readonly Bound[] = [
  {
    what: 'requests from one address in ten seconds, when a version is published',
    ...{ unit: '', need: ({ agents }) => agents, limit: CODE.address.value * 10, by: 'set' },
    remedy: 'spread the fetch; a higher `ADDRESS_LIMIT`, or several addresses',
  },
  {
    what: 'until results of 28 days are on the page',
    ...{ unit: 's', need: resultsTake, limit: 10, by: 'wanted' },
    remedy: 'each database adds up its day at night; the page adds days',
  },
  {
    what: 'calls of the minute’s job to databases',
    unit: '',
    need: (bank) => databases(bank) * CODE.calls.value,
    ...{ limit: LIMIT.queries.value, by: 'published' },
    remedy: 'the job sends a message for each database, a consumer works at that one',
  },
  {
    what: 'databases asked at once to whom a number leads, or how the feed stands',
    ...{ unit: '', need: databases, limit: LIMIT.queries.value, by: 'published' },
    remedy: 'links by the first digits of the number’s own hash, so that one database is asked',
  },
  {
    what: 'share of its time that one database of customers is busy in the busy hour',
    ...{ unit: '', need: (bank) => customersBusy(bank, databases(bank)), limit: 1, by: 'published' },
    remedy: 'links by the number’s own hash, as above: all else is spread by customer',
  },
  {
    what: 'the minute’s job, one database after another',
    unit: 's',
    need: (bank) => (databases(bank) * CODE.calls.value * WORK.write.value) / 1000,
    ...{ limit: 60, by: 'set' },
    remedy: 'messages, as above',
  },
  {
    what: 'customers folded in a day',
    ...{ unit: '', need: dueADay, limit: foldedADay(), by: 'measured' },
    remedy: 'fold by message, each database by itself',
  },
  {
    what: 'D1 in one account',
    ...{ unit: 'GB', need: (bank) => total(bank) / 1e9, limit: LIMIT.account.value, by: 'published' },
    remedy: 'ask the maker for more; old outcomes and looks go to R2 as sealed files',
  },
  {
    what: 'requests a second from one address in the busy hour',
    ...{ unit: '', need: (bank) => rateOf(traffic(bank)), limit: CODE.address.value, by: 'set' },
    remedy: 'a higher `ADDRESS_LIMIT`; no look for a newer playbook while the channel is open',
  },
  {
    what: 'share of its time that the playbook’s database is busy in the busy hour',
    ...{ unit: '', need: playbookBusy, limit: 1, by: 'published' },
    remedy:
      'no look for a newer playbook while the channel is open; reading counts and walked scripts go where the agent’s answers go',
  },
  {
    what: '`CUSTOMER_DATABASES`, one variable',
    unit: 'bytes',
    need: (bank) => databases(bank) * WORK.name.value,
    ...{ limit: LIMIT.variable.value, by: 'published' },
    remedy: 'say how many there are, and make the names from the number',
  },
  {
    what: 'bindings of one Worker',
    ...{ unit: '', need: (bank) => databases(bank) + OTHERS, limit: LIMIT.bindings.value },
    by: 'published',
    remedy: 'several Workers by ranges of buckets behind a router with service bindings',
  },
  {
    what: 'databases, one bucket each at least',
    ...{ unit: '', need: databases, limit: CODE.buckets.value, by: 'set' },
    remedy: 'four digits instead of three: 65,536 buckets',
  },
  {
    what: 'sockets of one object, where tokens name no team',
    ...{ unit: '', need: ({ agents }) => agents, limit: LIMIT.sockets.value, by: 'published' },
    remedy: 'name teams in tokens; or shares of those without one by the first digits of the agent’s hash',
  },
  {
    what: 'until the Directory has told all teams',
    ...{ unit: 's', need: roundOfTeams, limit: 5, by: 'wanted' },
    remedy: 'objects between Directory and teams',
  },
  {
    what: 'the report of who is online, which the push page asks for each second',
    ...{ unit: 's', need: roundOfTeams, limit: 1, by: 'set' },
    remedy: 'teams tell the Directory counts when they change; the list of agents is asked for by team',
  },
]

/** Customers at which a bound is met, where the bank keeps its proportions; found by halving. */
export function metAt({ need, limit }: Bound): number {
  let [low, high] = [1e3, 1e12]
  while (high / low > 1.0001) {
    const customers = Math.sqrt(low * high)
    if (need(bankOf(customers)) > limit) high = customers
    else low = customers
  }
  return high
}

/** The bounds, the first to be met first. */
export const inOrder = () =>
  BOUNDS.map((bound) => ({ ...bound, at: metAt(bound) })).sort((a, b) => a.at - b.at)
