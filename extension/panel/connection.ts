import { type ForPanel, type FromPanel, PANEL_PORT, type PanelDone, type PanelSaid } from '../messages.ts'

/** Pause before a lost connection is made again. Milliseconds. */
const PAUSE = 250

/** A lasting line to the background for one tab; the worker may stop and start under it. */
export class PanelConnection {
  readonly #tab: number
  readonly #take: (message: Exclude<ForPanel, PanelDone>) => void
  readonly #again: () => void
  /** What is not done yet, in the order in which it was said. */
  readonly #said = new Map<string, PanelSaid>()
  #port: chrome.runtime.Port | null = null
  #closed = false
  /** The background has told on this line what it shows: it knows by now whom a message is about. */
  #told = false

  /** @param again runs when the line stands again, to a background that may be another */
  constructor(tab: number, take: (message: Exclude<ForPanel, PanelDone>) => void, again = () => {}) {
    this.#tab = tab
    this.#take = take
    this.#again = again
    this.#connect()
  }

  /** What is said while the worker stops, or starts anew, is said again to the next one. */
  send(message: FromPanel): void {
    const said = { id: crypto.randomUUID(), message }
    this.#said.set(said.id, said)
    if (this.#told) this.#port?.postMessage(said)
  }

  /** Takes nothing any more, and ends once all that was said is done. */
  close(): void {
    this.#closed = true
    this.#end()
  }

  get #over(): boolean {
    return this.#closed && this.#said.size === 0
  }

  #end(): void {
    if (this.#over) this.#port?.disconnect()
  }

  #connect(): void {
    if (this.#over) return
    this.#port = chrome.runtime.connect({ name: `${PANEL_PORT}?tab=${this.#tab}` })
    this.#port.onMessage.addListener((message: ForPanel) => this.#hear(message))
    this.#port.onDisconnect.addListener(() => {
      this.#port = null
      this.#told = false
      setTimeout(() => this.#reconnect(), PAUSE)
    })
  }

  #reconnect(): void {
    this.#connect()
    if (!this.#closed) this.#again()
  }

  #hear(message: ForPanel): void {
    if (message.type === 'done') {
      this.#said.delete(message.id)
      return this.#end()
    }
    if (!this.#closed) this.#take(message)
    if (this.#told) return
    this.#told = true
    for (const said of this.#said.values()) this.#port?.postMessage(said)
  }
}
