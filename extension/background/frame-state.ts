import type { FromPage, Meddling, ToPage, Unread } from '../messages.ts'
import type { AskedAction } from './action.ts'

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
  key: string | null = null
  unread: Unread | null = null
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

  /** Begins a generation: nothing said before it counts any more. */
  begin({ generation, screen, number, unread }: Reading): void {
    if (generation !== this.generation) this.asked.clear()
    this.generation = generation
    this.screen = screen
    this.number = number ?? ''
    this.key = null
    this.unread = unread
    this.wrongRows = 0
    this.rows = null
  }

  /** What it said is void until it says so again: of another secret, or on a page that is no longer ours. */
  forget(): void {
    this.begin({ type: 'reading', generation: this.generation, screen: '', number: null, unread: null })
    this.asked.clear()
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
