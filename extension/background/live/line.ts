import { type FromBrowser, ToBrowser } from '../../../worker/contract/live.ts'
import { failureKind, waitAfter } from '../failure.ts'
import { waitBefore } from './backoff.ts'

/** Keeps the worker alive, which the browser stops after 30 seconds at rest. Milliseconds. */
const PING = 20_000

/** The edge closed this socket for a newer one of the same agent. */
const TOO_MANY = 4002
/** Else browsers of one agent would take the place of each other for ever. Milliseconds. */
const CROWDED = 60_000

export interface LineEvents {
  opened(): void
  heard(message: ToBrowser): void
  /** Something came: the edge is there, and what it has told so far is all there is. */
  stands(): void
}

/** One WebSocket to the edge, opened again until it is closed on purpose. */
export class Line {
  readonly #address: () => Promise<string>
  readonly #events: LineEvents
  #socket: WebSocket | null = null
  /** The attempt under way: one that was given up opens nothing, whatever was begun since. */
  #opening: object | null = null
  #attempt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #pinging: ReturnType<typeof setInterval> | undefined
  #silent = false

  /** @param address where to open one socket; rejects with a Failure */
  constructor(address: () => Promise<string>, events: LineEvents) {
    this.#address = address
    this.#events = events
  }

  get open(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  /** Opens it now, where it is not open or about to be. */
  async connect(): Promise<void> {
    clearTimeout(this.#retry)
    if (this.#socket || this.#opening) return
    const mine = {}
    this.#opening = mine
    try {
      const address = await this.#address()
      if (this.#opening === mine) this.#follow(new WebSocket(address))
    } catch (error) {
      // Who is signed out, or may not, comes again when that has changed.
      const helps = ['unreachable', 'busy'].includes(failureKind(error))
      if (helps && this.#opening === mine) this.#again(waitAfter(error))
    } finally {
      if (this.#opening === mine) this.#opening = null
    }
  }

  /** The network is back: no reason to wait any longer. */
  retry(): void {
    this.#attempt = 0
    void this.connect()
  }

  close(): void {
    this.#opening = null
    clearTimeout(this.#retry)
    const socket = this.#socket
    this.#lose()
    socket?.close(1000)
  }

  /** False where there is no socket to send it by. */
  send(message: FromBrowser): boolean {
    if (!this.open) return false
    this.#socket?.send(JSON.stringify(message))
    return true
  }

  #follow(socket: WebSocket): void {
    this.#socket = socket
    this.#silent = false
    const mine = (act: () => void) => () => this.#socket === socket && act()
    socket.onopen = mine(() => {
      this.#attempt = 0
      this.#pinging = setInterval(() => this.#ping(), PING)
      this.#events.opened()
    })
    socket.onmessage = ({ data }) => this.#socket === socket && this.#hear(data)
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return
      this.#lose()
      this.#again(code === TOO_MANY ? CROWDED : 0)
    }
  }

  /** A line that was cut somewhere on its way tells of itself only by its silence. */
  #ping(): void {
    if (this.#silent) {
      const socket = this.#socket
      this.#lose()
      socket?.close()
      return this.#again()
    }
    this.#silent = true
    this.#socket?.send('ping')
  }

  #hear(data: unknown): void {
    this.#silent = false
    const parsed = data === 'pong' ? null : ToBrowser.safeParse(parse(data))
    // A newer edge may say what this version does not know: that costs the message and not the line.
    if (parsed?.success) this.#events.heard(parsed.data)
    this.#events.stands()
  }

  #lose(): void {
    clearInterval(this.#pinging)
    this.#socket = null
  }

  /** @param least milliseconds to wait in any case */
  #again(least = 0): void {
    clearTimeout(this.#retry)
    this.#attempt += 1
    const wait = Math.max(least, waitBefore(this.#attempt, Math.random()))
    this.#retry = setTimeout(() => void this.connect(), wait)
  }
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return null
  }
}
