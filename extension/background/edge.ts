import type * as z from 'zod'
import type { Contact } from '../../worker/contract/context.ts'
import { DecisionResponse } from '../../worker/contract/decision.ts'
import type { FleetReport } from '../../worker/contract/fleet.ts'
import { AdapterHealth, type StepCountBatch, StepCountReceipt } from '../../worker/contract/health.ts'
import { type Resolved, ResolveResponse } from '../../worker/contract/identity.ts'
import { LiveTicket } from '../../worker/contract/live.ts'
import { type Objection, ObjectionState } from '../../worker/contract/objection.ts'
import { type Outcome, OutcomeReceipt } from '../../worker/contract/outcome.ts'
import { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import { Problem } from '../../worker/contract/problem.ts'
import { OwnResults } from '../../worker/contract/results.ts'
import { type Reveal, RevealReceipt } from '../../worker/contract/reveal.ts'
import { type ScriptRun, ScriptRunReceipt } from '../../worker/contract/script-run.ts'
import { EventsPage, ViewResponse } from '../../worker/contract/view.ts'
import type { EdgeAnswer, EdgeRequest } from '../messages.ts'
import { Failure, type FailureKind, failureKind } from './failure.ts'
import type { PolicyState, Reach } from './policy.ts'
import type { SessionStore } from './session/store.ts'

/** After this the edge counts as not reached. Milliseconds. */
const TIMEOUT = 5000
/** A stretch of a preview may take longer. Milliseconds. */
const CONSOLE_TIMEOUT = 60_000

/** Where a 429 does not say how long; and the longest it may. Milliseconds. */
const PAUSE = 10_000
export const LONGEST_PAUSE = 120_000

/** While a path is quiet the console is told so in the edge’s own way, by the status. */
function asBusy(error: unknown): Response {
  if (error instanceof Failure && error.kind === 'busy') return new Response(null, { status: 429 })
  throw error
}

/** Paths of one kind: what the edge says of one customer's view holds for the next one's. */
const pathOf = (path: string): string => (path.split('?')[0] ?? '').replace(/[0-9a-f]{64}/, '{key}')

function pauseOf(answer: Response): number {
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN)
  return seconds > 0 ? Math.min(LONGEST_PAUSE, seconds * 1000) : PAUSE
}
const JSON_TYPE = { 'Content-Type': 'application/json' }

type EdgeSaid = Extract<EdgeAnswer, { status: number }>
type Sent = RequestInit & { headers: Record<string, string> }
type Attempt = { init: Sent; timeout: number; token: string }

/** As much of the policy as requests need. */
type Standing = Pick<PolicyState, 'policy' | 'problems' | 'reach'>

/** Which events of a customer; all kinds and channels where those are empty. `before`: of the stretch before. */
export interface EventsWanted {
  channels: readonly string[]
  kinds: readonly string[]
  before: string | null
  limit: number
}

/** That somebody has ended all sessions of this person: another token would be against their will. */
const isEnded = async (answer: Response): Promise<boolean> =>
  Problem.safeParse(await answer.json().catch(() => null)).data?.type.endsWith(':session-ended') ?? false

/** The one place that speaks to the bank's edge. Knows customer keys, never numbers. */
export class EdgeClient {
  /** Why the last request had no answer; null where it had one. */
  failure: FailureKind | null = null
  /** Until when the edge wants to hear no more of a path. Milliseconds since 1970. */
  readonly #quiet = new Map<string, number>()
  readonly #state: () => Standing
  readonly #session: SessionStore
  readonly #ended: () => void

  /** @param ended runs where the edge says that this person was signed out everywhere */
  constructor(state: () => Standing, session: SessionStore, ended: () => void = () => undefined) {
    this.#state = state
    this.#session = session
    this.#ended = ended
  }

  /** `contact` where one is under way; a list of customers has none. */
  async decisions(customerKeys: string[], contact?: Contact): Promise<DecisionResponse> {
    const asked = { customerKeys, ...(contact && { contact }) }
    return this.#parse(DecisionResponse, await this.#post('/v1/decisions', asked))
  }

  /** Whom a number leads to, by its hash. */
  async resolve(hash: string): Promise<Resolved> {
    const answer = await this.#post('/v1/identifiers/resolve', { hashes: [hash] })
    const [resolved] = (await this.#parse(ResolveResponse, answer)).resolved
    // An answer for another number is no answer.
    if (resolved?.hash !== hash) throw new Failure('refused')
    return resolved
  }

  async outcomes(outcomes: Outcome[]): Promise<OutcomeReceipt> {
    return this.#parse(OutcomeReceipt, await this.#post('/v1/outcomes', { outcomes }))
  }

  /** That a customer refuses targeted tips, or does so no more. */
  async objection({ customerKey, at, refuses }: Objection & { refuses: boolean }): Promise<ObjectionState> {
    const path = refuses ? '/v1/objections' : '/v1/objections/take-back'
    return this.#parse(ObjectionState, await this.#post(path, { customerKey, at }))
  }

  /** What was held in the clear in home office. */
  async reveals(reveals: Reveal[]): Promise<RevealReceipt> {
    return this.#parse(RevealReceipt, await this.#post('/v1/reveals', { reveals }))
  }

  async stepCounts(batch: StepCountBatch): Promise<StepCountReceipt> {
    return this.#parse(StepCountReceipt, await this.#post('/v1/health/readings', batch))
  }

  async scriptRuns(runs: ScriptRun[]): Promise<ScriptRunReceipt> {
    return this.#parse(ScriptRunReceipt, await this.#post('/v1/scripts/runs', { runs }))
  }

  /** How well pages were read in the last days; for supervisors and admins. */
  async adapterHealth(days: number): Promise<AdapterHealth> {
    return this.#parse(AdapterHealth, await this.#send(`/v1/health/adapters?days=${days}`, { headers: {} }))
  }

  /** How this browser stands: told also where its policy is wrong elsewhere than in how to get there. */
  async reportFleet(report: FleetReport): Promise<void> {
    const to = this.#state().reach ?? this.#reach()
    const init: Sent = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(report) }
    this.#expect(await this.#onceMore(to, '/v1/fleet/reports', init))
  }

  /** Ends every session of the agent at the edge, in whatever browser. */
  async endSessions(): Promise<void> {
    await this.#withToken('/v1/sessions/end', { method: 'POST', headers: JSON_TYPE, body: '{}' })
  }

  /** The agent's own figures over calendar days of the bank. Without them everything works. */
  async ownResults(from: string, until: string): Promise<OwnResults> {
    const days = new URLSearchParams({ from, until })
    return this.#parse(OwnResults, await this.#withToken(`/v1/results/own?${days}`, { headers: {} }))
  }

  /** What is seen of one customer from every channel. Without it everything else works. */
  async view(customerKey: string): Promise<ViewResponse> {
    const answer = await this.#withToken(`/v1/customers/${customerKey}/view`, { headers: {} })
    return this.#of(customerKey, await this.#parse(ViewResponse, answer))
  }

  /** A stretch of one customer's events, newest first. */
  async events(customerKey: string, { channels, kinds, before, limit }: EventsWanted): Promise<EventsPage> {
    const asked = new URLSearchParams({ limit: String(limit) })
    if (channels.length) asked.set('channels', channels.join())
    if (kinds.length) asked.set('kinds', kinds.join())
    if (before) asked.set('before', before)
    const answer = await this.#withToken(`/v1/customers/${customerKey}/events?${asked}`, { headers: {} })
    return this.#of(customerKey, await this.#parse(EventsPage, answer))
  }

  /**
   * The current playbook and its ETag, or null where it is still the one of that ETag.
   * @param heard the version that was heard of: it, or a newer one, is the answer
   */
  async playbook(
    known: string,
    heard?: number,
  ): Promise<{ etag: string; numbered: NumberedPlaybook } | null> {
    const headers: Record<string, string> = known ? { 'If-None-Match': known } : {}
    const answer = await this.#send(`/v1/playbook${heard ? `?heard=${heard}` : ''}`, { headers })
    if (answer.status === 304) return null
    return { etag: answer.headers.get('ETag') ?? '', numbered: await this.#parse(NumberedPlaybook, answer) }
  }

  /**
   * Where one WebSocket of the live channel can be opened, within half a minute. `have`: the playbook at hand. Without
   * the channel everything works, only later: how the edge stands is told by the rest.
   */
  async liveAddress(have: number): Promise<string> {
    const answer = await this.#withToken('/v1/live/ticket', { method: 'POST', headers: {} })
    const { ticket } = await this.#parse(LiveTicket, answer)
    const address = new URL('/v1/live', this.#state().policy?.edgeUrl)
    address.protocol = address.protocol.replace('http', 'ws')
    address.search = new URLSearchParams({ ticket, have: String(have) }).toString()
    return address.href
  }

  /** A request of the console: whatever the edge answers goes back, problem documents too. Rejects with a Failure. */
  async forward({ method, path, body, etag }: EdgeRequest): Promise<EdgeSaid> {
    if (!path.startsWith('/v1/')) throw new Failure('refused')
    const init: Sent = { method, headers: { ...JSON_TYPE } }
    if (body !== undefined) init.body = JSON.stringify(body)
    if (etag) init.headers['If-None-Match'] = etag
    const answer = await this.#onceMore(this.#reach(), path, init, CONSOLE_TIMEOUT).catch(asBusy)
    const said = { status: answer.status, etag: answer.headers.get('ETag') ?? '' }
    return { ...said, body: await answer.json().catch(() => null) }
  }

  #post(path: string, body: unknown): Promise<Response> {
    return this.#send(path, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) })
  }

  async #send(path: string, init: Sent): Promise<Response> {
    try {
      const answer = await this.#withToken(path, init)
      this.failure = null
      return answer
    } catch (error) {
      this.failure = failureKind(error)
      throw error
    }
  }

  async #withToken(path: string, init: Sent): Promise<Response> {
    return this.#expect(await this.#onceMore(this.#reach(), path, init))
  }

  /** The token may have been revoked or its key rotated: one new token, one more try. */
  async #onceMore(to: Reach, path: string, init: Sent, timeout = TIMEOUT): Promise<Response> {
    const token = await this.#session.token(to)
    const answer = await this.#once(to, path, { init, timeout, token })
    if (answer.status !== 401) return answer
    if ((await isEnded(answer.clone())) && (await this.#session.isCurrent(token))) {
      this.#ended()
      throw new Failure('signed-out')
    }
    await this.#session.refuse(token)
    return this.#once(to, path, { init, timeout, token: await this.#session.token(to) })
  }

  /** @throws Failure without a policy, or with a wrong one */
  #reach(): Reach {
    const { policy, problems } = this.#state()
    if (policy) return policy
    throw new Failure(problems.length ? 'wrong-policy' : 'no-policy')
  }

  async #once(to: Reach, path: string, { init, timeout, token }: Attempt): Promise<Response> {
    this.#expectHeard(path)
    const headers = { ...init.headers, Authorization: `Bearer ${token}` }
    const signal = AbortSignal.timeout(timeout)
    try {
      const answer = await fetch(new URL(path, to.edgeUrl), { ...init, headers, signal, cache: 'no-store' })
      if (answer.status === 429) this.#quiet.set(pathOf(path), Date.now() + pauseOf(answer))
      return answer
    } catch (cause) {
      throw new Failure('unreachable', cause)
    }
  }

  /** What the edge would refuse in any case does not go out: a thousand browsers that ask on keep it busy. */
  #expectHeard(path: string): void {
    const wait = (this.#quiet.get(pathOf(path)) ?? 0) - Date.now()
    if (wait > 0) throw new Failure('busy', 429, wait)
  }

  #expect(answer: Response): Response {
    if (answer.ok || answer.status === 304) return answer
    if (answer.status === 401) throw new Failure('signed-out')
    if (answer.status === 429) throw new Failure('busy', 429, pauseOf(answer))
    throw new Failure(answer.status >= 500 ? 'unreachable' : 'refused', answer.status)
  }

  /** An answer for another customer is no answer. */
  #of<T extends { customerKey: string }>(customerKey: string, answer: T): T {
    if (answer.customerKey === customerKey) return answer
    throw new Failure('refused')
  }

  async #parse<T>(schema: z.ZodType<T>, answer: Response): Promise<T> {
    const parsed = schema.safeParse(await answer.json().catch(() => null))
    if (!parsed.success) throw new Failure('refused', parsed.error)
    return parsed.data
  }
}
