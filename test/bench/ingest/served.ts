import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { HOME } from '../../stand/paths.ts'

const SERVE = join(import.meta.dirname, 'serve.ts')

/** The Worker with databases that outlive it. */
export class Served {
  url = ''
  readonly #home: string
  readonly #bindings: Record<string, string>
  #process: ChildProcess | null = null

  private constructor(home: string, bindings: Record<string, string>) {
    this.#home = home
    this.#bindings = bindings
  }

  /** Starts on empty databases with the shipped playbook and a live dataset `bench`. */
  static async open(bindings: Record<string, string>): Promise<Served> {
    await mkdir(HOME, { recursive: true })
    const served = new Served(await mkdtemp(join(HOME, 'ingest-')), bindings)
    await served.start()
    return served
  }

  async start(): Promise<void> {
    const args = ['--disable-warning=ExperimentalWarning', SERVE, this.#home, JSON.stringify(this.#bindings)]
    // A group of its own: workerd is a child of the child, and must die with it.
    const started = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
    this.#process = started
    const [line] = await Promise.race([
      once(createInterface(started.stdout), 'line'),
      once(started, 'exit').then(() => {
        throw new Error('the Worker did not start')
      }),
    ])
    this.url = String(line)
  }

  /** Ends it at once, whatever it is at. */
  async kill(): Promise<void> {
    const running = this.#process
    if (!running?.pid || running.exitCode !== null) return
    const ended = once(running, 'exit')
    process.kill(-running.pid, 'SIGKILL')
    await ended
  }

  async close(): Promise<void> {
    await this.kill()
    await rm(this.#home, { recursive: true, force: true })
  }
}
