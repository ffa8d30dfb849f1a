import type { BrowserContext, Page } from 'playwright-core'
import { openPanel } from '../stand/side-panel.ts'
import type { Stand } from '../stand/stand.ts'
import type { Naming } from './watch-window.ts'

export interface PanelWatch {
  /** Whom the panel named and when, by the first four digits of the key. Ends the watch. */
  close(): Promise<Naming[]>
}

const WATCH = `(() => {
  const moments = []
  globalThis.finelineMoments = moments
  const note = () => {
    const key = /([0-9a-f]{4})…[0-9a-f]{4}/.exec(document.body.textContent)?.[1] ?? ''
    const at = performance.timeOrigin + performance.now()
    if (moments.at(-1)?.key === key) return
    if (moments.length) moments.at(-1).to = at
    moments.push({ slot: -1, key, from: at, to: Infinity })
  }
  new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true })
  note()
})()`

const NAMED = `globalThis.finelineMoments
  .map((one) => ({ ...one, to: Math.min(one.to, performance.timeOrigin + performance.now()) }))`

/** Opens the side panel's page for a page and notes whom it names, at every change of it. */
export async function watchPanel(context: BrowserContext, stand: Stand, page: Page): Promise<PanelWatch> {
  const panel = await openPanel(context, stand, page)
  await panel.locator('h1').first().waitFor()
  await panel.evaluate(WATCH)
  return {
    async close() {
      const moments = await panel.evaluate<Naming[]>(NAMED)
      await panel.close()
      return moments.filter(({ key }) => key)
    },
  }
}
