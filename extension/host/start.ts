import type { ToPage } from '../messages.ts'
import { openChannel } from './channel.ts'
import { keepTyping } from './dom.ts'
import { listen } from './listen.ts'
import { applySheet } from './overlay.ts'
import { whenPossible } from './possible.ts'
import { FrameRun } from './run.ts'
import { sayUnset } from './unset.ts'

/** Says to the script of an earlier version, in a world of its own, that it is time to look whether it still stands. */
const SUCCEEDED = 'fineline-succeeded'

/** What ran in this world before, if anything: it must end first. */
const world = globalThis as { finelineLife?: AbortController }

/** Entry of the page script: one cheap question to the background, and nothing more where no adapter speaks. */
export function start(): void {
  world.finelineLife?.abort()
  window.dispatchEvent(new Event(SUCCEEDED))
  const life = new AbortController()
  world.finelineLife = life
  keepTyping(life.signal)
  let stop = new AbortController()
  let run: FrameRun | null = null
  let setup = ''
  let arranged: ToPage | null = null
  const begin = (message: Extract<ToPage, { type: 'setup' }>) => {
    if (message.name === setup) return run?.resume()
    setup = message.name
    stop.abort()
    stop = new AbortController()
    const signal = AbortSignal.any([life.signal, stop.signal])
    run = null
    applySheet(message.sheet)
    whenPossible(message.screens, signal, () => {
      run = new FrameRun(message, channel, signal)
      if (arranged) run.receive(arranged)
    })
    if (message.unset) sayUnset(message.unset, message.lang, signal)
  }
  const channel = openChannel(
    (message) => {
      if (message.type === 'setup') return begin(message)
      if (message.type === 'arrange') arranged = message
      run?.receive(message)
    },
    () => run?.tellLine(false),
    () => life.abort(),
    life.signal,
  )
  listen(window, SUCCEEDED, channel.stands, life.signal)
}
