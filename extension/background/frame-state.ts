import type { ActionKind } from '../../worker/contract/action.ts'
import type { ToPage, Unread } from '../messages.ts'

/** One frame of a bank's page as the background knows it: what it said last, under which generation. */
export class FrameState {
  readonly port: chrome.runtime.Port
  readonly place: string
  generation = 0
  /** The number as read; in memory only, to keep it out of what an agent writes. */
  number = ''
  key: string | null = null
  unread: Unread | null = null
  /** Page fields by guarded action. */
  readonly asked = new Map<string, { sequence: number; kind: ActionKind; fields: Record<string, string> }>()

  constructor(port: chrome.runtime.Port, place: string) {
    this.port = port
    this.place = place
  }

  /** Begins a generation: nothing said before it counts any more. */
  begin(generation: number, number: string | null, unread: Unread | null): void {
    if (generation !== this.generation) this.asked.clear()
    this.generation = generation
    this.number = number ?? ''
    this.key = null
    this.unread = unread
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
