import { type FromPage, PAGE_PORT, type ToPage } from '../messages.ts'
import { listen } from './listen.ts'

/** The line to the background. It outlives a stopped worker; it does not outlive the extension's own update. */
export interface Channel {
  send(message: FromPage): void
  /** False, and the end of this script, where the extension was updated or removed: no event says so. */
  stands(): boolean
}

const alive = (): boolean => Boolean(chrome.runtime?.id)

/**
 * Opens the port and keeps it open while the page can be seen; a page drawn in advance waits until it is shown. The background answers every new port with a
 * `setup`, upon which the frame says again what it shows; `orphaned` runs once the extension was updated or removed.
 */
export function openChannel(
  receive: (message: ToPage) => void,
  orphaned: () => void,
  signal: AbortSignal,
): Channel {
  let port: chrome.runtime.Port | null = null
  const stands = () => {
    if (!signal.aborted && !alive()) orphaned()
    return !signal.aborted
  }
  const lost = () => {
    port = null
    if (document.visibilityState === 'visible') connect()
  }
  const connect = () => {
    if (port || document.prerendering || !stands()) return
    port = chrome.runtime.connect({ name: PAGE_PORT })
    port.onMessage.addListener(receive)
    port.onDisconnect.addListener(lost)
  }
  const close = () => {
    if (alive()) port?.disconnect()
    port = null
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
    stands,
  }
}
