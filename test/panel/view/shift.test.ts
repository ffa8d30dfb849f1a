import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../../worker/contract/text.ts'
import { axeFaults } from '../axe.ts'
import { shownOf } from '../gallery-html.ts'
import { openPanel } from '../opened.ts'
import { samples } from '../samples.ts'

let page: Page

openPanel((opened) => {
  page = opened
})

async function show(name: string, lang: Language): Promise<void> {
  const sample = samples(lang)[name]
  if (!sample) throw new Error(`no sample ${name}`)
  await page.evaluate((shown) => window.show(shown), shownOf(sample, lang))
}

const drawn = () =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

/** What has moved on the screen without the agent's hand, as the browser counts it: each with how far. */
async function shifts(during: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    const found: string[] = []
    const nameOf = (node: Node | null) =>
      node instanceof Element ? `${node.tagName} ${node.className}` : `${node?.nodeName} ${node?.textContent}`
    const take = (entries: PerformanceEntryList) => {
      for (const { sources } of entries as (PerformanceEntry & {
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
      })[])
        for (const { node, previousRect: was, currentRect: is } of sources)
          found.push(`${nameOf(node)}: ${was.left},${was.top} to ${is.left},${is.top}`)
    }
    const observer = new PerformanceObserver((list) => take(list.getEntries()))
    observer.observe({ type: 'layout-shift' })
    Object.assign(window, { found, flush: () => take(observer.takeRecords()) })
  })
  await during()
  await drawn()
  return page.evaluate(() => {
    const { flush, found } = window as never as { flush(): void; found: string[] }
    flush()
    return found
  })
}

const widths = [400, 320]
const languages: Language[] = ['zh-CN', 'en']
const cases = widths.flatMap((width) => languages.map((lang) => [width, lang] as const))

/** Tall enough to see every part: what is out of sight does not shift. */
async function wait(width: number, lang: Language): Promise<void> {
  await page.setViewportSize({ width, height: 3400 })
  await show('view-waiting', lang)
  await drawn()
}

describe.each(cases)('%i px wide, in %s: nothing moves', (width, lang) => {
  test.each(['view-one-matter', 'view-nothing'])('when %s comes', async (name) => {
    await wait(width, lang)
    expect(await shifts(() => show(name, lang))).toEqual([])
  })
})

test('a part that moves is found', async () => {
  await wait(400, 'zh-CN')
  const found = await shifts(() => show('view', 'zh-CN'))
  expect(found.join()).toContain('SECTION')
})

describe.each(cases)('%i px wide, in %s', (width, lang) => {
  test('what can be pressed in the view is 24 px wide and high, or has room about it', async () => {
    await page.setViewportSize({ width, height: 900 })
    for (const name of ['view', 'view-event', 'view-facts', 'view-unreachable']) {
      await show(name, lang)
      await drawn()
      expect(await axeFaults(page, [], ['target-size']), name).toEqual([])
    }
  })
})
