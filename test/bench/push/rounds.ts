import { type Figure, percentile } from '../figures.ts'
import { type Agent, connect, each, hearings, type Place } from './agents.ts'

/** After so long a message that has not come is lost. Milliseconds. */
const LOST = 10_000
/** Between rounds, so that what one leaves behind is not measured in the next. Milliseconds. */
const REST = 300

type Ear = Pick<Agent, 'heard'>

/** What came of one push, or of several. */
export interface Outcome {
  /** From the call to each socket. Milliseconds. */
  times: number[]
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

/** As `Announcement`; takes a tip away, so that the message is as long as a real one. */
export const announcementOf = (version: number): string =>
  JSON.stringify({
    version,
    digest: 'a'.repeat(64),
    publishedAt: new Date().toISOString(),
    timeZone: 'Asia/Shanghai',
    gone: [{ kind: 'tip', itemId: `tip-${version}` }],
    notice: null,
    over: [],
  })

export const announce = ({ url }: Place, version: number): Promise<void> =>
  post(`${url}/stand/announce`, announcementOf(version))

/** One bare broadcast to all, as the floor. */
export async function bareRound({ url }: Place, ears: Ear[], text: string): Promise<Outcome> {
  for (const { heard } of ears) heard.length = 0
  const start = performance.now()
  await post(`${url}/bench/bare`, text)
  await until(() => ears.every(({ heard }) => heard.length > 0))
  await rest(REST)
  return outcome(start, ears, ({ heard }) => heard.map(({ at }) => at))
}

/** One push to all agents, who then say that they have it, spread as browsers do. */
export async function pushRound(place: Place, agents: Agent[], version: number): Promise<Outcome> {
  for (const { heard } of agents) heard.length = 0
  const start = performance.now()
  await announce(place, version)
  await until(() => agents.every(({ heard }) => heard.length > 0))
  await rest(REST)
  const result = outcome(start, agents, (agent) => hearings(agent, version))
  for (const { socket } of agents) socket.send(JSON.stringify({ type: 'have', version }))
  await rest(REST)
  return result
}

/** Half of the agents lose their line as the push begins, and come back as fast as they can. */
export async function halfAway(place: Place, agents: Agent[], version: number): Promise<Outcome> {
  for (const { heard } of agents) heard.length = 0
  const gone = agents.filter((_, at) => at % 2 === 0)
  const start = performance.now()
  for (const { socket } of gone) socket.close()
  const told = announce(place, version)
  const back = await each(gone, ({ token }) => connect(place, token, version - 1))
  await told
  const all = [...agents.filter((_, at) => at % 2 === 1), ...back]
  await until(() => all.every((agent) => hearings(agent, version).length > 0))
  await rest(REST)
  for (const { socket } of back) socket.close()
  return outcome(start, all, (agent) => hearings(agent, version))
}

function outcome<T extends Ear>(start: number, ears: T[], timesOf: (ear: T) => number[]): Outcome {
  const times = ears.map(timesOf)
  return {
    times: times.flatMap(([first]) => (first === undefined ? [] : [first - start])),
    lost: times.filter((one) => one.length === 0).length,
    twice: times.filter((one) => one.length > 1).length,
  }
}

/** All rounds together. */
export const together = (outcomes: Outcome[]): Outcome => ({
  times: outcomes.flatMap(({ times }) => times),
  lost: outcomes.reduce((sum, { lost }) => sum + lost, 0),
  twice: outcomes.reduce((sum, { twice }) => sum + twice, 0),
})

/** Figures of what one kind of push did; beside a floor the difference is told too. */
export function figuresOf(name: string, { times, lost, twice }: Outcome, floor?: Outcome): Figure[] {
  const ms = (what: string, share: number): Figure => {
    const value = percentile(times, share)
    const baseline = floor && percentile(floor.times, share)
    return {
      name: `${name}, ${what}`,
      value,
      unit: 'ms',
      ...(baseline && { baseline, ratio: value / baseline }),
    }
  }
  const count = (what: string, value: number): Figure => ({
    name: `${name}, ${what}`,
    value,
    unit: 'sockets',
  })
  const beyond = floor ? percentile(times, 0.95) - percentile(floor.times, 0.95) : 0
  return [
    ...[ms('p50', 0.5), ms('p95', 0.95), ms('max', 1)],
    ...(floor
      ? [{ name: `${name}, p95 beyond the bare broadcast (at most 100)`, value: beyond, unit: 'ms' }]
      : []),
    ...[count('lost', lost), count('twice', twice)],
  ]
}
