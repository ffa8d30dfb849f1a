import type { ToBrowser } from '../../../worker/contract/live.ts'
import { type Figure, percentile } from '../figures.ts'
import { type Agent, connect, each, hearings, type Place } from './agents.ts'
import type { Approval, Push } from './push.ts'

/** After so long a message that has not come is lost. Milliseconds. */
const LOST = 10_000
/** Between rounds, so that what one leaves behind is not measured in the next. Milliseconds. */
const REST = 300

type Ear = Pick<Agent, 'heard'>

/** What came of one push, or of several. */
export interface Outcome {
  /** From the request to each socket. Milliseconds. */
  times: number[]
  approvals: Approval[]
  lost: number
  twice: number
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(done: () => boolean): Promise<void> {
  const deadline = performance.now() + LOST
  while (!done() && performance.now() < deadline) await rest(5)
}

async function post(url: string, body: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', body })
  if (answer.status !== 204) throw new Error(`${url} answered ${answer.status}`)
}

/** As the shipped edge tells every browser. */
const message: ToBrowser = {
  type: 'playbook',
  version: 1,
  digest: 'a'.repeat(64),
  publishedAt: new Date().toISOString(),
  gone: [],
}

/** One bare broadcast to all, as the floor. */
export async function bareRound({ url }: Place, ears: Ear[]): Promise<Outcome> {
  for (const { heard } of ears) heard.length = 0
  const start = performance.now()
  await post(`${url}/bench/bare`, JSON.stringify(message))
  await until(() => ears.every(({ heard }) => heard.length > 0))
  await rest(REST)
  return outcome(start, ears, ({ heard }) => heard.map(({ at }) => at))
}

/** One approved change to all agents, who then say that they have it, spread as browsers do. */
export async function pushRound(push: Push, agents: Agent[]): Promise<Outcome> {
  for (const { heard } of agents) heard.length = 0
  const before = push.approvals.length
  const approval = await push.prepare()
  const start = performance.now()
  const version = await approval()
  // What came is read afterwards: reading takes time from listening.
  await until(() => agents.every(({ heard }) => heard.length > 0))
  await rest(REST)
  const result = outcome(start, agents, (agent) => hearings(agent, version))
  for (const { socket } of agents) socket.send(JSON.stringify({ type: 'have', version }))
  await rest(REST)
  await until(() => push.approvals.length > before)
  return { ...result, approvals: push.approvals.slice(before) }
}

/** Half of the agents lose their line as the push begins, and come back as fast as they can. */
export async function halfAway(push: Push, agents: Agent[]): Promise<Outcome> {
  for (const { heard } of agents) heard.length = 0
  const gone = agents.filter((_, at) => at % 2 === 0)
  const approval = await push.prepare()
  const have = push.version()
  const start = performance.now()
  for (const { socket } of gone) socket.close()
  const approving = approval()
  const back = await each(gone, ({ token }) => connect(push.place, token, have))
  const version = await approving
  const all = [...agents.filter((_, at) => at % 2 === 1), ...back]
  await until(() => all.every((agent) => hearings(agent, version).length > 0))
  await rest(REST)
  for (const { socket } of back) socket.close()
  return outcome(start, all, (agent) => hearings(agent, version))
}

function outcome<T extends Ear>(start: number, ears: T[], timesOf: (ear: T) => number[]): Outcome {
  const times = ears.map(timesOf)
  return {
    approvals: [],
    times: times.flatMap(([first]) => (first === undefined ? [] : [first - start])),
    lost: times.filter((one) => one.length === 0).length,
    twice: times.filter((one) => one.length > 1).length,
  }
}

/** All rounds together. */
export const together = (outcomes: Outcome[]): Outcome => ({
  times: outcomes.flatMap(({ times }) => times),
  approvals: outcomes.flatMap(({ approvals }) => approvals),
  lost: outcomes.reduce((sum, { lost }) => sum + lost, 0),
  twice: outcomes.reduce((sum, { twice }) => sum + twice, 0),
})

/** Figures of what one kind of push did; beside a floor the difference is told too. */
export function figuresOf(
  name: string,
  { times, approvals, lost, twice }: Outcome,
  floor?: Outcome,
): Figure[] {
  const ms = (what: string, share: number, sample = times): Figure => ({
    name: `${name}, ${what}`,
    value: percentile(sample, share),
    unit: 'ms',
  })
  const beside = (figure: Figure, share: number): Figure => {
    const baseline = floor && percentile(floor.times, share)
    return { ...figure, ...(baseline && { baseline, ratio: figure.value / baseline }) }
  }
  const count = (what: string, value: number): Figure => ({
    name: `${name}, ${what}`,
    value,
    unit: 'sockets',
  })
  const inside = (what: string, sample: number[]) =>
    sample.length ? [ms(`${what}, p50`, 0.5, sample), ms(`${what}, p95`, 0.95, sample)] : []
  return [
    ...[beside(ms('p50', 0.5), 0.5), beside(ms('p95', 0.95), 0.95), beside(ms('max', 1), 1)],
    ...inside(
      'of which the approval until its announcement',
      approvals.map((one) => one.ms),
    ),
    ...inside(
      'of which that waits for the database',
      approvals.map((one) => one.d1Ms),
    ),
    ...(floor ? [beyond(name, times, floor)] : []),
    ...[count('lost', lost), count('twice', twice)],
  ]
}

const beyond = (name: string, times: number[], floor: Outcome): Figure => ({
  name: `${name}, p95 beyond the bare broadcast (at most 100)`,
  value: percentile(times, 0.95) - percentile(floor.times, 0.95),
  unit: 'ms',
})
