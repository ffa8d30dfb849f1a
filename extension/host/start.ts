import type { ToPage } from '../messages.ts'
import { openChannel } from './channel.ts'
import { keepTyping } from './dom.ts'
import { listen } from './listen.ts'
import { FrameRun } from './run.ts'
import { sayUnset } from './unset.ts'

/** A stopped worker takes its playbook up from storage, which gives objects back with their keys in another order. */
const inOrder = (_: string, value: unknown) =>
  value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value

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
  const begin = (message: Extract<ToPage, { type: 'setup' }>) => {
    const text = JSON.stringify(message, inOrder)
    if (text === setup) return run?.resume()
    setup = text
    stop.abort()
    stop = new AbortController()
    const signal = AbortSignal.any([life.signal, stop.signal])
    run = message.screens.length ? new FrameRun(message, channel, signal) : null
    if (message.unset) sayUnset(message.unset, message.lang, signal)
  }
  const channel = openChannel(
    (message) => (message.type === 'setup' ? begin(message) : run?.receive(message)),
    () => life.abort(),
    life.signal,
  )
  listen(window, SUCCEEDED, channel.stands, life.signal)
}
