import type { BrowserContext, Page } from 'playwright-core'
import { serviceWorker } from '../stand/browser.ts'
import type { Stand } from '../stand/stand.ts'
import type { Sampled } from './sampler.ts'

interface PanelMoment {
  at: number
  /** First four digits of the key the panel names; empty where it names nobody. */
  key4: string
}

export interface PanelWatch {
  /** Longest time for which the panel named another customer than the page had by then. Milliseconds. */
  latest(changes: Sampled['changes']): number
  close(): Promise<void>
}

const WATCH = `(() => {
  const moments = []
  globalThis.finelineMoments = moments
  const note = () => {
    const key4 = /([0-9a-f]{4})…[0-9a-f]{4}/.exec(document.body.textContent)?.[1] ?? ''
    if (moments.at(-1)?.key4 !== key4) moments.push({ at: performance.timeOrigin + performance.now(), key4 })
  }
  new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true })
  note()
})()`

function latestOf(moments: PanelMoment[], changes: Sampled['changes']): number {
  let latest = 0
  for (const [index, { key4, at }] of moments.entries()) {
    if (!key4) continue
    const until = moments[index + 1]?.at ?? Number.POSITIVE_INFINITY
    // The customer it names was on the page before; the first change away from them begins the time to take it down.
    const left = changes.find((change) => change.at > at && !change.key8.startsWith(key4))
    if (left && until !== Number.POSITIVE_INFINITY) latest = Math.max(latest, until - left.at)
  }
  return latest
}

/** Opens the side panel's page for a tab and notes whom it names, at every change of it. */
export async function watchPanel(context: BrowserContext, stand: Stand, page: Page): Promise<PanelWatch> {
  const worker = await serviceWorker(context)
  const tab = await worker.evaluate(
    async (url) => (await chrome.tabs.query({})).find((one) => one.url === url)?.id,
    page.url(),
  )
  const panel = await context.newPage()
  await panel.goto(`chrome-extension://${stand.extensionId}/sidepanel.html?tab=${tab}`)
  await panel.locator('h1').first().waitFor()
  await panel.evaluate(WATCH)
  let moments: PanelMoment[] = []
  const timer = setInterval(async () => {
    moments = await panel.evaluate<PanelMoment[]>('globalThis.finelineMoments').catch(() => moments)
  }, 500)
  return {
    latest: (changes) => latestOf(moments, changes),
    close: async () => {
      clearInterval(timer)
      await panel.close()
    },
  }
}
