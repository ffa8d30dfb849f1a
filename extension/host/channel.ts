import { type Doing, type FromPage, PAGE_PORT, type ToPage } from '../messages.ts'
import { listen } from './listen.ts'

/** The line to the background. It outlives a stopped worker; it does not outlive the extension's own update. */
export interface Channel {
  send(message: Exclude<FromPage, Doing>): void
  tell(doing: Doing): void
  /** What was said and is not done yet, in that order. */
  readonly undone: readonly Doing[]
  /** False, and the end of this script, where the extension was updated or removed: no event says so. */
  stands(): boolean
}

const alive = (): boolean => Boolean(chrome.runtime?.id)

/**
 * Opens the port and keeps it open while the page can be seen; a page drawn in advance waits until it is shown. The background answers every new port with a
 * `setup`, upon which the frame says again what it shows, and then what is not done yet. `cut` runs where a line is lost, `orphaned` once the extension was updated or removed.
 */
export function openChannel(
  receive: (message: ToPage) => void,
  cut: () => void,
  orphaned: () => void,
  signal: AbortSignal,
): Channel {
  let port: chrome.runtime.Port | null = null
  /** The same, once the background has answered on it. */
  let line: chrome.runtime.Port | null = null
  let undone: (Doing & { nth: number })[] = []
  const stands = () => {
    if (!signal.aborted && !alive()) orphaned()
    return !signal.aborted
  }
  const close = () => {
    if (alive()) port?.disconnect()
    port = line = null
    cut()
  }
  const lost = () => {
    close()
    if (document.visibilityState === 'visible') connect()
  }
  const hear = (message: ToPage) => {
    receive(message)
    if (message.type === 'done') undone = undone.filter(({ nth }) => nth !== message.nth)
    if (line || message.type !== 'setup') return
    line = port
    for (const said of undone) line?.postMessage(said)
  }
  const connect = () => {
    if (port || document.prerendering || !stands()) return
    port = chrome.runtime.connect({ name: PAGE_PORT })
    port.onMessage.addListener(hear)
    port.onDisconnect.addListener(lost)
  }
  listen(window, 'pagehide', close, signal)
  // After a return from the back/forward cache the old port is dead without a word.
  listen(window, 'pageshow', connect, signal)
  listen(document, 'prerenderingchange', connect, signal)
  listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && connect(), signal)
  signal.addEventListener('abort', close)
  connect()
  return {
    send(message) {
      if (!stands()) return
      connect()
      port?.postMessage(message)
    },
    tell(doing) {
      const said = { ...doing, nth: Math.random() }
      undone.push(said)
      if (stands()) connect()
      line?.postMessage(said)
    },
    get undone() {
      return undone
    },
    stands,
  }
}
