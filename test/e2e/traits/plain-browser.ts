import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { browserArgs } from '../../stand/browser.ts'
import { ensureChromium } from '../../stand/chromium.ts'
import { LOOK, type Seen } from '../../stand/eyes.ts'

interface Told {
  id?: number
  method?: string
  params?: Record<string, unknown>
  result?: Record<string, unknown>
  sessionId?: string
}

/** Chromium says where it can be spoken to on its error stream. */
async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stderr ?? process.stdin })) {
    const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (found) return found
  }
  throw new Error('Chromium did not start')
}

/**
 * A browser that nobody but this test holds on to. Playwright attaches to pages in a way for which Chromium draws
 * nothing in advance; here the tab is attached to, and with it whatever document stands in it.
 */
export class PlainBrowser {
  readonly #child: ChildProcess
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, { sessionId: string; resolve(result: Record<string, unknown>): void }>()
  /** Script worlds of ours, by document. */
  readonly #worlds = new Map<string, Set<number>>()
  /** States of documents drawn in advance, oldest first. */
  readonly states: string[] = []
  #asked = 0
  /** The document that was attached to first. */
  page = ''

  private constructor(child: ChildProcess, socket: WebSocket) {
    this.#child = child
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data))))
  }

  static async open(extensionDir: string, profileDir: string, url: string): Promise<PlainBrowser> {
    const program = await ensureChromium()
    const own = [`--user-data-dir=${profileDir}`, '--remote-debugging-port=0', 'about:blank']
    const child = spawn(program, [...browserArgs({ extensionDir, headless: true }), ...own], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const socket = new WebSocket(await addressOf(child))
    await once(socket, 'open')
    const browser = new PlainBrowser(child, socket)
    const { targetId } = await browser.send('Target.createTarget', { url, forTab: true })
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
    const attach = { autoAttach: true, flatten: true, waitForDebuggerOnStart: false }
    await browser.send('Target.setAutoAttach', attach, String(sessionId))
    return browser
  }

  send(method: string, params = {}, sessionId = ''): Promise<Record<string, unknown>> {
    this.#asked += 1
    const id = this.#asked
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }))
    return new Promise((resolve) => this.#waiting.set(id, { sessionId, resolve }))
  }

  #hear({ id, method, params = {}, result, sessionId = '' }: Told): void {
    if (id !== undefined) return this.#waiting.get(id)?.resolve(result ?? {})
    const context = params.context as { id: number; origin: string }
    const target = params.targetInfo as { type: string }
    if (method === 'Target.attachedToTarget' && target.type === 'page')
      void this.#attached(String(params.sessionId))
    else if (method === 'Target.detachedFromTarget') this.#detached(String(params.sessionId))
    else if (method === 'Preload.prerenderStatusUpdated') this.states.push(String(params.status))
    else if (method === 'Runtime.executionContextsCleared') this.#worlds.get(sessionId)?.clear()
    else if (method === 'Runtime.executionContextCreated' && context.origin.startsWith('chrome-extension:'))
      this.#worlds.get(sessionId)?.add(context.id)
  }

  async #attached(sessionId: string): Promise<void> {
    this.page ||= sessionId
    this.#worlds.set(sessionId, new Set())
    await this.send('Preload.enable', {}, sessionId)
    await this.send('Runtime.enable', {}, sessionId)
  }

  /** A document that leaves answers nothing any more. */
  #detached(gone: string): void {
    this.#worlds.delete(gone)
    for (const { sessionId, resolve } of this.#waiting.values()) if (sessionId === gone) resolve({})
  }

  async evaluate(expression: string, sessionId: string, contextId?: number): Promise<unknown> {
    const asked = { expression, contextId, returnByValue: true }
    const { result } = await this.send('Runtime.evaluate', asked, sessionId)
    return (result as { value?: unknown } | undefined)?.value
  }

  /** What stands on the document shown and on those drawn in advance. */
  async look(): Promise<Seen[]> {
    const worlds = [...this.#worlds].flatMap(([session, ids]) => [...ids].map((id) => ({ session, id })))
    const seen = await Promise.all(worlds.map(({ session, id }) => this.evaluate(LOOK, session, id)))
    return seen.flatMap((one) => (one as Seen[] | undefined) ?? [])
  }

  /** Documents in the tab. */
  get documents(): string[] {
    return [...this.#worlds.keys()]
  }

  async close(): Promise<void> {
    this.#socket.close()
    const ended = once(this.#child, 'exit')
    this.#child.kill()
    await ended
  }
}
