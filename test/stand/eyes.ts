import type { CDPSession, Frame, Page } from 'playwright-core'

/** One piece of Fineline on a page, as an agent sees it. Coordinates are the window's. */
export interface Seen {
  frameUrl: string
  kind: 'badge' | 'card' | 'stop' | 'loose' | 'notice'
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
export const LOOK = `(() => {
  let [dx, dy] = [0, 0]
  for (let w = window; w.frameElement; w = w.parent) {
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

/** A script world in a process of the page. */
interface World {
  session: CDPSession
  id: number
  frame: string
}

interface Context {
  id: number
  auxData?: { frameId?: string }
  origin: string
}

const atPlace = (seen: Seen, x: number, y: number): Seen => ({
  ...seen,
  x: seen.x + x,
  y: seen.y + y,
  buttons: seen.buttons.map((button) => ({ ...button, x: button.x + x, y: button.y + y })),
})

/** Sees what Fineline shows on a page, in all its frames, and presses it as a person would. */
export class Eyes {
  readonly #page: Page
  readonly #session: CDPSession
  /** Content script worlds of ours. */
  #worlds: World[] = []
  /** Frames that have a process of their own, by their session. */
  readonly #apart = new Map<CDPSession, Frame>()

  private constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
  }

  static async open(page: Page): Promise<Eyes> {
    const eyes = new Eyes(page, await page.context().newCDPSession(page))
    await eyes.#follow(eyes.#session)
    return eyes
  }

  /** Looks into a frame of another site too, which has a process of its own. */
  async into(frame: Frame): Promise<void> {
    const session = await this.#page.context().newCDPSession(frame)
    this.#apart.set(session, frame)
    await this.#follow(session)
  }

  async #follow(session: CDPSession): Promise<void> {
    const keep = (fits: (world: World) => boolean) => {
      this.#worlds = this.#worlds.filter((world) => world.session !== session || fits(world))
    }
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { id, origin, auxData } = context as Context
      if (origin.startsWith('chrome-extension://'))
        this.#worlds.push({ session, id, frame: auxData?.frameId ?? '' })
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      keep(({ id }) => id !== executionContextId),
    )
    session.on('Runtime.executionContextsCleared', () => keep(() => false))
    await session.send('Runtime.enable')
  }

  async #ask<T>(worlds: World[], expression: string): Promise<{ world: World; value: T }[]> {
    const answers = await Promise.all(
      worlds.map((world) =>
        world.session
          .send('Runtime.evaluate', {
            expression,
            contextId: world.id,
            returnByValue: true,
            awaitPromise: true,
          })
          .then(({ result, exceptionDetails }) => ({
            world,
            value: exceptionDetails ? undefined : (result.value as T),
          }))
          .catch(() => ({ world, value: undefined })),
      ),
    )
    return answers.flatMap(({ world, value }) => (value === undefined ? [] : [{ world, value }]))
  }

  /** Evaluates text in the content script's world of every frame; frames that leave meanwhile say nothing. */
  async inEveryFrame<T>(expression: string): Promise<T[]> {
    return (await this.#ask<T>(this.#worlds, expression)).map(({ value }) => value)
  }

  /** Evaluates text in the content script's world of the top document. */
  async inTop<T>(expression: string): Promise<T> {
    const { frameTree } = await this.#session.send('Page.getFrameTree')
    const top = this.#worlds.find(({ frame }) => frame === frameTree.frame.id)
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      ...(top && { contextId: top.id }),
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails || !top)
      throw new Error(exceptionDetails?.exception?.description ?? 'no content script')
    return result.value as T
  }

  async look(): Promise<Seen[]> {
    const answers = await this.#ask<Seen[]>(this.#worlds, LOOK)
    const seen = answers.map(async ({ world, value }) => {
      const element = await this.#apart.get(world.session)?.frameElement()
      const { x, y } = (await element?.boundingBox()) ?? { x: 0, y: 0 }
      return value.map((one) => atPlace(one, x, y))
    })
    return (await Promise.all(seen)).flat()
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
