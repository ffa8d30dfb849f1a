import type { FromPage, Meddling, ToPage } from '../messages.ts'
import type { FoundBy } from '../present/found-by.ts'
import type { AskedAction } from './action.ts'
import type { Finding, Unnamed } from './find-customer.ts'
import { reachOf } from './reach.ts'

type Reading = Extract<FromPage, { type: 'reading' }>
type Rows = Extract<FromPage, { type: 'rows' }>

/** One frame of a bank's page as the background knows it: what it said last, under which generation. */
export class FrameState {
  readonly port: chrome.runtime.Port
  /** Which frame of its tab. */
  readonly place: string
  /** Such as `adapter/screen`; empty where none fits. */
  screen = ''
  /** How often the agent's hand arranged something in it. */
  arranged = 0
  /** The agent's keys or pointer are at work in it. */
  busy = false
  /** What the page does to what lies in it. */
  meddling: Meddling[] = []
  generation = 0
  /** The number as read; in memory only, to keep it out of what an agent writes. */
  number = ''
  /** The same as the bank writes it; in memory only, likewise. */
  written = ''
  key: string | null = null
  unread: Unnamed | null = null
  /** By which other number the customer was found; null where by their own. */
  foundBy: FoundBy | null = null
  /** Customers of whom the number may be one, where nobody can say which. */
  among: readonly string[] = []
  /** The edge is being asked whom the number leads to: until it has answered nobody is certain. */
  finding = false
  /** It has said something since its line stands, and nothing has made that void. */
  spoken = false
  /** The hash of another number than the customer's; empty: it shows none, null: it is being made. */
  hash: string | null = ''
  /** The customer of the card or stop it was sent last; null: none yet. */
  told: string | null = null
  /** It has taken down by itself what it showed before it spoke last. */
  cleared = false
  /** The edge could not be asked whom the number leads to. */
  failed = false
  /** Grows with everything that makes void what was said before. */
  round = 0
  /** Rows of its list with a text that is no customer number. */
  wrongRows = 0
  /** The customers of its list, as it said them last; in memory only. */
  rows: Rows | null = null
  /** Page fields by guarded action. */
  readonly asked = new Map<string, AskedAction & { sequence: number }>()

  constructor(port: chrome.runtime.Port, place: string) {
    this.port = port
    this.place = place
  }

  /** It shows a number that leads to nobody certain: whom the other frames name may be somebody else. */
  get unsure(): boolean {
    return reachOf(this.unread) !== 'none'
  }

  /** Begins a generation: nothing said before it counts any more. */
  begin({ generation, screen, number, unread }: Reading): void {
    if (generation !== this.generation) this.asked.clear()
    this.generation = generation
    this.screen = screen
    this.number = number ?? ''
    this.written = ''
    this.spoken = true
    this.hash = ''
    this.#name(null, unread)
    this.wrongRows = 0
    this.rows = null
  }

  /** The edge is to be asked whom its number leads to; what is on its way counts no more. */
  seek(): void {
    this.#name(null, null)
    this.finding = true
    this.hash = null
  }

  /** Its number led somewhere, or nowhere. */
  take(finding: Finding): void {
    // What is no number of that kind has no hash.
    this.hash ??= ''
    if (finding.key !== null) return this.#name(finding.key, null, finding.foundBy)
    this.#name(null, finding.unread, null, finding.among)
    this.failed = finding.failed
  }

  /** What it said is void until it says so again: of another secret, or on a page that is no longer ours. */
  forget(): void {
    const { generation } = this
    this.begin({ type: 'reading', generation, screen: '', number: null, unread: null })
    this.spoken = false
    this.asked.clear()
  }

  /** It left: what is on its way counts no more. */
  leave(): void {
    this.round += 1
  }

  #name(
    key: string | null,
    unread: Unnamed | null,
    foundBy: FoundBy | null = null,
    among: readonly string[] = [],
  ): void {
    this.round += 1
    this.finding = false
    this.failed = false
    Object.assign(this, { key, unread, foundBy, among })
  }

  /** A frame that left or went to sleep has nobody to tell. */
  send(message: ToPage): void {
    try {
      this.port.postMessage(message)
    } catch {
      // Its disconnect event follows.
    }
  }
}
