import { type FromHome, HOME_PORT, type ToHome } from '../../messages.ts'
import { watchClipboard } from './clipboard.ts'
import { watchHolds } from './hold.ts'
import { Lock } from './lock.ts'
import { Mask } from './mask.ts'
import { sayOnce } from './say.ts'
import { showWatermark } from './watermark.ts'

/** Between two signs of the agent's presence. Milliseconds. */
const OFTEN = 5000

const PRESENCE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus']

/** What ran in this world before, if anything: it must end first. */
const world = globalThis as { finelineHome?: AbortController }

function outermost(): boolean {
  try {
    return window === window.parent || window.parent.origin !== window.origin
  } catch {
    return true
  }
}

/** Home office in one frame: masks from the first moment, and whatever the background says beside. */
function start(): void {
  world.finelineHome?.abort()
  const life = new AbortController()
  world.finelineHome = life
  const { signal } = life
  const [mask, lock] = [new Mask(), new Lock()]
  let port: chrome.runtime.Port | null = null
  let marked: AbortController | null = null
  let told: ToHome | null = null
  const send = (message: FromHome) => {
    if (!chrome.runtime?.id) return life.abort()
    if (!port) connect()
    port?.postMessage(message)
  }
  const receive = (message: ToHome) => {
    if (!message.on) return life.abort()
    if (outermost() && message.watermark !== told?.watermark) {
      marked?.abort()
      marked = new AbortController()
      const until = AbortSignal.any([signal, marked.signal])
      if (message.watermark)
        showWatermark(message.watermark, message.lang, () => send({ type: 'watermark-taken' }), until)
    }
    told = message
    if (message.locked) lock.close(outermost() ? message.words : null, () => send({ type: 'unlock' }))
    else lock.open()
  }
  const connect = () => {
    if (!chrome.runtime?.id || document.prerendering) return
    port = chrome.runtime.connect({ name: HOME_PORT })
    port.onMessage.addListener(receive)
    port.onDisconnect.addListener(() => {
      port = null
      if (!signal.aborted) setTimeout(connect, 250)
    })
  }
  mask.start(signal)
  watchHolds(mask, (kinds) => send({ type: 'revealed', kinds }), signal)
  watchClipboard(mask, () => told && sayOnce(told.words.copied), signal)
  let last = 0
  const present = (event: Event) => {
    if (!event.isTrusted || Date.now() - last < OFTEN || told?.locked) return
    last = Date.now()
    send({ type: 'present' })
  }
  for (const type of PRESENCE)
    window.addEventListener(type, present, { capture: true, passive: true, signal })
  window.addEventListener('pageshow', ({ persisted }) => persisted && connect(), { signal })
  signal.addEventListener('abort', () => {
    lock.open()
    if (chrome.runtime?.id) port?.disconnect()
  })
  connect()
}

start()
