import type * as z from 'zod'
import type { Contact } from '../../worker/contract/context.ts'
import { DecisionResponse } from '../../worker/contract/decision.ts'
import { AdapterHealth, type StepCountBatch, StepCountReceipt } from '../../worker/contract/health.ts'
import { LiveTicket } from '../../worker/contract/live.ts'
import { type Outcome, OutcomeReceipt } from '../../worker/contract/outcome.ts'
import { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import { OwnResults } from '../../worker/contract/results.ts'
import { type ScriptRun, ScriptRunReceipt } from '../../worker/contract/script-run.ts'
import type { EdgeAnswer, EdgeRequest } from '../messages.ts'
import { Failure, type FailureKind, failureKind } from './failure.ts'
import type { Policy } from './policy.ts'
import type { SessionStore } from './session.ts'

/** After this the edge counts as not reached. Milliseconds. */
const TIMEOUT = 5000
/** A stretch of a preview may take longer. Milliseconds. */
const CONSOLE_TIMEOUT = 60_000

type EdgeSaid = Extract<EdgeAnswer, { status: number }>
type Sent = RequestInit & { headers: Record<string, string> }

/** The one place that speaks to the bank's edge. Knows customer keys, never numbers. */
export class EdgeClient {
  /** Why the last request had no answer; null where it had one. */
  failure: FailureKind | null = null
  readonly #policy: () => Policy | null
  readonly #session: SessionStore

  constructor(policy: () => Policy | null, session: SessionStore) {
    this.#policy = policy
    this.#session = session
  }

  /** `contact` where one is under way; a list of customers has none. */
  async decisions(customerKeys: string[], contact?: Contact): Promise<DecisionResponse> {
    const asked = { customerKeys, ...(contact && { contact }) }
    return this.#parse(DecisionResponse, await this.#post('/v1/decisions', asked))
  }

  async outcomes(outcomes: Outcome[]): Promise<OutcomeReceipt> {
    return this.#parse(OutcomeReceipt, await this.#post('/v1/outcomes', { outcomes }))
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

  /** The agent's own figures over calendar days of the bank. Without them everything works. */
  async ownResults(from: string, until: string): Promise<OwnResults> {
    const days = new URLSearchParams({ from, until })
    return this.#parse(OwnResults, await this.#withToken(`/v1/results/own?${days}`, { headers: {} }))
  }

  /** The current playbook and its ETag, or null where it is still the one of that ETag. */
  async playbook(known: string): Promise<{ etag: string; numbered: NumberedPlaybook } | null> {
    const headers: Record<string, string> = known ? { 'If-None-Match': known } : {}
    const answer = await this.#send('/v1/playbook', { headers })
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
    const address = new URL('/v1/live', this.#policy()?.edgeUrl)
    address.protocol = address.protocol.replace('http', 'ws')
    address.search = new URLSearchParams({ ticket, have: String(have) }).toString()
    return address.href
  }

  /** A request of the console: whatever the edge answers goes back, problem documents too. Rejects with a Failure. */
  async forward({ method, path, body, etag }: EdgeRequest): Promise<EdgeSaid> {
    if (!path.startsWith('/v1/')) throw new Failure('refused')
    const init: Sent = { method, headers: { 'Content-Type': 'application/json' } }
    if (body !== undefined) init.body = JSON.stringify(body)
    if (etag) init.headers['If-None-Match'] = etag
    const answer = await this.#onceMore(path, init, CONSOLE_TIMEOUT)
    const said = { status: answer.status, etag: answer.headers.get('ETag') ?? '' }
    return { ...said, body: await answer.json().catch(() => null) }
  }

  #post(path: string, body: unknown): Promise<Response> {
    const headers = { 'Content-Type': 'application/json' }
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(body) })
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
    return this.#expect(await this.#onceMore(path, init, TIMEOUT))
  }

  /** The token may have been revoked or its key rotated: one new token, one more try. */
  async #onceMore(path: string, init: Sent, timeout: number): Promise<Response> {
    const answer = await this.#once(path, init, timeout)
    if (answer.status !== 401) return answer
    await this.#session.forget()
    return this.#once(path, init, timeout)
  }

  async #once(path: string, init: Sent, timeout: number): Promise<Response> {
    const policy = this.#policy()
    if (!policy) throw new Failure('no-policy')
    const headers = { ...init.headers, Authorization: `Bearer ${await this.#session.token(policy)}` }
    const signal = AbortSignal.timeout(timeout)
    try {
      return await fetch(new URL(path, policy.edgeUrl), { ...init, headers, signal, cache: 'no-store' })
    } catch (cause) {
      throw new Failure('unreachable', cause)
    }
  }

  #expect(answer: Response): Response {
    if (answer.ok || answer.status === 304) return answer
    if (answer.status === 401) throw new Failure('signed-out')
    throw new Failure(answer.status >= 500 ? 'unreachable' : 'refused', answer.status)
  }

  async #parse<T>(schema: z.ZodType<T>, answer: Response): Promise<T> {
    const parsed = schema.safeParse(await answer.json().catch(() => null))
    if (!parsed.success) throw new Failure('refused', parsed.error)
    return parsed.data
  }
}
