import type { Receipt, ToBrowser } from '../../../worker/contract/live.ts'
import type { EdgeClient } from '../edge.ts'
import { Failure } from '../failure.ts'
import { Outbox } from '../outbox.ts'
import type { PlaybookStore } from '../playbooks.ts'
import type { SessionStore } from '../session/store.ts'
import { waitBefore } from './backoff.ts'
import { Line } from './line.ts'
import { Notices } from './notices.ts'
import { ReceiptLine } from './receipts.ts'

/** Alarm that opens the channel again after the browser has stopped the worker. */
const ALARM = 'live'
/** So that a thousand browsers do not fetch in one moment. Milliseconds. */
const SPREAD = 200

interface LiveParts {
  edge: EdgeClient
  session: SessionStore
  playbooks: PlaybookStore
  /** True while the agent's keys or pointer are at work anywhere. */
  busy(): boolean
  /** Something of the playbook at hand may be shown no more. */
  gone(): void
  /** What an agent is to be told has changed. */
  notices(): void
}

/** The live channel: hears of playbooks and notices at once, and says what arrived. Polling goes on beside it. */
export class Live {
  readonly notices: Notices
  readonly #parts: LiveParts
  readonly #line: Line
  readonly #receipts: ReceiptLine
  readonly #outbox: Outbox<Receipt>
  #fetching = false
  /** The version that the edge was told with the socket. */
  #said = 0

  constructor(parts: LiveParts) {
    this.#parts = parts
    this.#line = new Line(() => this.#address(), {
      opened: () => this.#opened(),
      heard: (message) => this.#hear(message),
      stands: () => parts.playbooks.confirm(),
    })
    this.#receipts = new ReceiptLine(this.#line)
    this.#outbox = new Outbox(this.#receipts.delivery, () => parts.session.subject())
    this.notices = new Notices({
      area: chrome.storage.local,
      busy: parts.busy,
      give: (receipt) => this.#outbox.add(receipt),
      changed: parts.notices,
    })
  }

  async start(): Promise<void> {
    await this.notices.restore()
    await chrome.alarms.create(ALARM, { periodInMinutes: 0.5 })
  }

  /** Opens the channel where somebody is signed in; an open one stays. */
  open(): void {
    void this.#line.connect()
  }

  /** The network is back. */
  retry(): void {
    this.#line.retry()
  }

  close(): void {
    this.#line.close()
  }

  /** Somebody else is signed in: what the channel tells the one before is none of theirs, nor what it has told. */
  anew(): void {
    this.close()
    this.open()
  }

  onAlarm(name: string): void {
    if (name === ALARM) this.open()
    this.#outbox.onAlarm(name)
  }

  /** Another playbook is here. */
  have(version: number): void {
    this.#line.send({ type: 'have', version })
    this.notices.has(version)
  }

  async #address(): Promise<string> {
    const { session, edge, playbooks } = this.#parts
    const agent = await session.subject()
    if (agent === null) throw new Failure('signed-out')
    this.notices.for(agent)
    this.#said = playbooks.current?.numbered.version ?? 0
    return edge.liveAddress(this.#said)
  }

  #opened(): void {
    const version = this.#parts.playbooks.current?.numbered.version ?? 0
    if (version !== this.#said) this.#line.send({ type: 'have', version })
    void this.#outbox.flush()
  }

  #hear(message: ToBrowser): void {
    if (message.type === 'playbook') this.#hearPlaybook(message)
    else if (message.type === 'taken') this.#receipts.taken(message.receipts)
    else if (message.type === 'over') this.notices.over(message.notices)
    else {
      this.notices.take(message.notice)
      this.notices.has(this.#parts.playbooks.current?.numbered.version ?? 0)
    }
  }

  #hearPlaybook({ version, gone }: Extract<ToBrowser, { type: 'playbook' }>): void {
    const { playbooks } = this.#parts
    if (playbooks.hear({ version, gone })) this.#parts.gone()
    if (playbooks.behind && !this.#fetching) void this.#fetch()
  }

  /** Until it is here, or the channel is gone: then the next one tells it again. */
  async #fetch(): Promise<void> {
    const { playbooks } = this.#parts
    this.#fetching = true
    for (let attempt = 0; playbooks.behind && this.#line.open; attempt += 1) {
      const wait = attempt ? waitBefore(attempt, Math.random()) : Math.random() * SPREAD
      await new Promise((resolve) => setTimeout(resolve, wait))
      await playbooks.refresh().catch(() => undefined)
    }
    this.#fetching = false
  }
}
