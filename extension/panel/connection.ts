import { type FromPanel, PANEL_PORT, type ToPanel } from '../messages.ts'

/** Pause before a lost connection is made again. Milliseconds. */
const PAUSE = 250

/** A lasting line to the background for one tab; the worker may stop and start under it. */
export class PanelConnection {
  readonly #tab: number
  readonly #take: (message: ToPanel) => void
  #port: chrome.runtime.Port | null = null
  #closed = false

  constructor(tab: number, take: (message: ToPanel) => void) {
    this.#tab = tab
    this.#take = take
    this.#connect()
  }

  send(message: FromPanel): void {
    this.#port?.postMessage(message)
  }

  close(): void {
    this.#closed = true
    this.#port?.disconnect()
  }

  #connect(): void {
    if (this.#closed) return
    this.#port = chrome.runtime.connect({ name: `${PANEL_PORT}?tab=${this.#tab}` })
    this.#port.onMessage.addListener((message: ToPanel) => {
      if (!this.#closed) this.#take(message)
    })
    this.#port.onDisconnect.addListener(() => {
      this.#port = null
      setTimeout(() => this.#connect(), PAUSE)
    })
  }
}
