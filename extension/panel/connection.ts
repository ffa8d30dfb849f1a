import { type ForPanel, type FromPanel, PANEL_PORT } from '../messages.ts'

/** Pause before a lost connection is made again. Milliseconds. */
const PAUSE = 250

/** A lasting line to the background for one tab; the worker may stop and start under it. */
export class PanelConnection {
  readonly #tab: number
  readonly #take: (message: ForPanel) => void
  #port: chrome.runtime.Port | null = null
  #closed = false
  /** The background has told on this line what it shows: it knows by now whom a message is about. */
  #told = false
  #held: FromPanel[] = []

  constructor(tab: number, take: (message: ForPanel) => void) {
    this.#tab = tab
    this.#take = take
    this.#connect()
  }

  /** What is said while the worker starts anew waits for it. */
  send(message: FromPanel): void {
    if (this.#told) this.#port?.postMessage(message)
    else this.#held.push(message)
  }

  close(): void {
    this.#closed = true
    this.#port?.disconnect()
  }

  #connect(): void {
    if (this.#closed) return
    this.#port = chrome.runtime.connect({ name: `${PANEL_PORT}?tab=${this.#tab}` })
    this.#port.onMessage.addListener((message: ForPanel) => {
      if (this.#closed) return
      this.#take(message)
      this.#told = true
      for (const held of this.#held.splice(0)) this.send(held)
    })
    this.#port.onDisconnect.addListener(() => {
      this.#port = null
      this.#told = false
      setTimeout(() => this.#connect(), PAUSE)
    })
  }
}
