import type { CDPSession, Page } from 'playwright-core'

/** One piece of Fineline on a page, as an agent sees it. Coordinates are the window's. */
export interface Seen {
  frameUrl: string
  kind: 'badge' | 'card' | 'stop' | 'loose'
  text: string
  /** First digits of the customer key it was made for; empty where it was made for nobody. */
  key8: string
  /** State mark. */
  mark: string
  /** It has the focus. */
  focused: boolean
  x: number
  y: number
  width: number
  height: number
  buttons: { text: string; x: number; y: number }[]
}

/**
 * Runs in the content script's own world, where alone the closed roots can be opened.
 * Kept as text: it is evaluated in the page, not here.
 */
const LOOK = `(() => {
  let [dx, dy] = [0, 0]
  for (let w = window; w !== w.top; w = w.parent) {
    const r = w.frameElement.getBoundingClientRect()
    dx += r.left + w.frameElement.clientLeft; dy += r.top + w.frameElement.clientTop
  }
  const middle = (e) => { const r = e.getBoundingClientRect(); return { x: r.x + r.width / 2 + dx, y: r.y + r.height / 2 + dy } }
  return [...document.querySelectorAll('fineline-layer')].filter((host) => host.matches(':popover-open')).map((host) => {
    const root = chrome.dom.openOrClosedShadowRoot(host)
    const body = root.querySelector('.fl').firstElementChild
    const r = body.getBoundingClientRect()
    return { frameUrl: location.href, kind: host.getAttribute('part').split(' ')[0], text: body.innerText, key8: body.dataset.key ?? '',
      mark: ['pass', 'remind', 'warn', 'block', 'none'].find((m) => body.classList.contains(m)) ?? '',
      focused: document.hasFocus() && document.activeElement === host,
      x: r.x + dx, y: r.y + dy, width: r.width, height: r.height,
      buttons: [body, ...root.querySelectorAll('button')].filter((b) => b.tagName === 'BUTTON').map((b) => ({ text: b.innerText.trim() || b.ariaLabel, ...middle(b) })) }
  })
})()`

interface Context {
  id: number
  auxData?: { type?: string; frameId?: string }
  origin: string
}

/** Sees what Fineline shows on a page, in all its frames, and presses it as a person would. */
export class Eyes {
  readonly #page: Page
  readonly #session: CDPSession
  readonly #contexts = new Map<number, Context>()

  private constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
    session.on('Runtime.executionContextCreated', ({ context }) =>
      this.#contexts.set(context.id, context as Context),
    )
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#contexts.delete(executionContextId),
    )
    session.on('Runtime.executionContextsCleared', () => this.#contexts.clear())
  }

  static async open(page: Page): Promise<Eyes> {
    const session = await page.context().newCDPSession(page)
    const eyes = new Eyes(page, session)
    await session.send('Runtime.enable')
    return eyes
  }

  /** Evaluates text in the content script's world of every frame; frames that leave meanwhile say nothing. */
  async inEveryFrame<T>(expression: string): Promise<T[]> {
    const ours = [...this.#contexts.values()].filter(({ origin }) => origin.startsWith('chrome-extension://'))
    const answers = await Promise.all(
      ours.map(({ id }) =>
        this.#session
          .send('Runtime.evaluate', { expression, contextId: id, returnByValue: true, awaitPromise: true })
          .then(({ result, exceptionDetails }) => (exceptionDetails ? undefined : (result.value as T)))
          .catch(() => undefined),
      ),
    )
    return answers.filter((answer) => answer !== undefined)
  }

  /** Evaluates text in the content script's world of the top document. */
  async inTop<T>(expression: string): Promise<T> {
    const { frameTree } = await this.#session.send('Page.getFrameTree')
    const top = [...this.#contexts.values()].find(
      ({ origin, auxData }) =>
        origin.startsWith('chrome-extension://') && auxData?.frameId === frameTree.frame.id,
    )
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      ...(top && { contextId: top.id }),
      returnByValue: true,
    })
    if (exceptionDetails || !top)
      throw new Error(exceptionDetails?.exception?.description ?? 'no content script')
    return result.value as T
  }

  async look(): Promise<Seen[]> {
    return (await this.inEveryFrame<Seen[]>(LOOK)).flat()
  }

  /** Waits until something shown fits; fails with what was shown instead. */
  async wait(what: string, fits: (seen: Seen) => boolean, timeout = 10_000): Promise<Seen> {
    const deadline = Date.now() + timeout
    for (;;) {
      const seen = await this.look()
      const found = seen.find(fits)
      if (found) return found
      if (Date.now() > deadline) throw new Error(`${what} did not appear; shown: ${describe(seen)}`)
      await this.#page.waitForTimeout(20)
    }
  }

  /** Waits until nothing shown fits. */
  async waitGone(what: string, fits: (seen: Seen) => boolean, timeout = 10_000): Promise<void> {
    const deadline = Date.now() + timeout
    while ((await this.look()).some(fits)) {
      if (Date.now() > deadline) throw new Error(`${what} did not go`)
      await this.#page.waitForTimeout(20)
    }
  }

  /** Looks on for a while, in milliseconds, and fails as soon as what is shown fits. */
  async never(what: string, fits: (seen: Seen[]) => boolean, stretch: number): Promise<void> {
    const deadline = Date.now() + stretch
    while (Date.now() < deadline) {
      const seen = await this.look()
      if (fits(seen)) throw new Error(`${what}; shown: ${describe(seen)}`)
      await this.#page.waitForTimeout(20)
    }
  }

  /** Presses a button of ours by its words, with a real press of the mouse. */
  async press(seen: Seen, words: string | RegExp): Promise<void> {
    const button = seen.buttons.find(({ text }) =>
      typeof words === 'string' ? text.includes(words) : words.test(text),
    )
    if (!button) throw new Error(`no button "${words}" in ${describe([seen])}`)
    await this.#page.mouse.click(button.x, button.y)
  }
}

function describe(seen: Seen[]): string {
  return seen.length
    ? seen.map(({ kind, text }) => `${kind} «${text.replace(/\s+/g, ' ')}»`).join('; ')
    : 'nothing'
}
