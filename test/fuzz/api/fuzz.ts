import { NumberedPlaybook } from '../../../worker/contract/playbook.ts'
import { Dice } from './dice.ts'
import { type FuzzAnswer, faultsOf } from './judge.ts'
import { type ApiDocument, type FuzzRequest, Requests } from './requests.ts'
import { World } from './world.ts'

/** An edge to be asked, and the tables of its database to be watched. */
export interface Target {
  /** Sends one request and answers with what came back; null where it cannot even be sent. */
  send(request: FuzzRequest): Promise<FuzzAnswer | null>
  forgeries: readonly string[]
  customerKeys: readonly string[]
  /** Lines of its log that hold what a caller sent. */
  told?: readonly string[]
}

export interface Fault {
  /** From 1, of the requests of this seed. */
  number: number
  request: FuzzRequest
  faults: string[]
  answer: FuzzAnswer
}

export interface Report {
  requests: number
  /** That no client could send. */
  unsent: number
  /** How often each status came. */
  statuses: Record<number, number>
  /** How many requests each route got past authorisation and contract. */
  accepted: Record<string, number>
  slowest: number
  faults: Fault[]
}

/** After so many there is no use in going on. */
const ENOUGH = 20

const read = async (target: Target, path: string): Promise<unknown> => {
  const answer = await target.send({ route: null, method: 'GET', path, headers: {}, body: null, as: 'agent' })
  return JSON.parse(answer?.body ?? 'null')
}

/** Asks an edge so many things by one seed, one after another, and tells what was wrong with the answers. */
export async function fuzzApi(
  target: Target,
  { requests, seed, say = () => {} }: { requests: number; seed: number; say?(line: string): void },
): Promise<Report> {
  const document = (await read(target, '/openapi.json')) as ApiDocument
  const world = new World(NumberedPlaybook.parse(await read(target, '/v1/playbook')), target.customerKeys)
  const source = new Requests(document, new Dice(seed), world, target.forgeries)
  const report: Report = { requests: 0, unsent: 0, statuses: {}, accepted: {}, slowest: 0, faults: [] }
  while (report.requests < requests && report.faults.length < ENOUGH) {
    await one(target, source.next(), world, report)
    if (report.requests % 10_000 === 0) say(`  ${report.requests} requests`)
  }
  // A run that is let in nowhere finds nothing, and says so as well as it can.
  if ((report.statuses[401] ?? 0) > report.requests / 3) throw new Error('most tokens were refused')
  return report
}

async function one(target: Target, request: FuzzRequest, world: World, report: Report): Promise<void> {
  report.requests += 1
  const answer = await target.send(request)
  if (!answer) {
    report.unsent += 1
    return
  }
  report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1
  report.slowest = Math.max(report.slowest, answer.took)
  const faults = faultsOf(request, answer)
  if (faults.length) report.faults.push({ number: report.requests, request, faults, answer })
  if (answer.status === 200) note(request, answer, world, report)
}

function note(request: FuzzRequest, answer: FuzzAnswer, world: World, report: Report): void {
  if (request.route) report.accepted[request.route] = (report.accepted[request.route] ?? 0) + 1
  world.etag = answer.headers.get('etag') ?? world.etag
  if (answer.headers.get('content-type')?.startsWith('application/json'))
    world.learn(request.path, JSON.parse(answer.body || 'null'))
}

/** A fault in words, with the request that brought it about. */
export function describeFault({ number, request, faults, answer }: Fault): string {
  const { method, path, headers, body, as } = request
  const text = body ? new TextDecoder().decode(body.slice(0, 600)) : ''
  return [
    `request ${number}: ${faults.join('; ')}`,
    `  ${method} ${path.slice(0, 300)} as ${as} ${JSON.stringify(headers).slice(0, 300)}`,
    `  ${text}`,
    `  answered ${answer.status} ${answer.body.slice(0, 300)}`,
  ].join('\n')
}
