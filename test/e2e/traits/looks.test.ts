import { inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceWorker } from '../../stand/browser.ts'
import type { Eyes } from '../../stand/eyes.ts'
import { openTraitAgent, shows, type TraitAgent, throughout } from './agent.ts'

let agent: TraitAgent
beforeAll(async () => {
  agent = await openTraitAgent({ keepPages: true })
})
afterAll(() => agent?.close())

/** Where badge and name stand in their frame, in the script world that can see both. */
const PLACES = `(() => {
  const host = document.querySelector('fineline-layer')
  if (!host) return undefined
  const badge = chrome.dom.openOrClosedShadowRoot(host).querySelector('.badge').getBoundingClientRect().toJSON()
  const range = document.createRange()
  range.selectNodeContents(document.querySelector('b'))
  const name = range.getBoundingClientRect().toJSON()
  return { badge, name, cell: document.querySelector('b').parentElement.getBoundingClientRect().toJSON(), width: innerWidth }
})()`

interface Places {
  badge: DOMRect
  name: DOMRect
  cell: DOMRect
  width: number
}

async function places(eyes: Eyes): Promise<Places> {
  const [found] = await eyes.inEveryFrame<Places>(PLACES)
  if (!found) throw new Error('no badge')
  return found
}

const middle = ({ top, bottom }: DOMRect) => (top + bottom) / 2

/** The badge stands right of the name, on its line, inside its cell and frame. */
async function besideName(eyes: Eyes): Promise<void> {
  await expect
    .poll(async () => {
      const { badge, name, cell, width } = await places(eyes)
      return {
        gap: badge.left - name.right > 0 && badge.left - name.right < name.height,
        line: Math.abs(middle(badge) - middle(name)) < name.height / 2,
        inCell: badge.right <= cell.right + 1 && badge.right <= width,
      }
    })
    .toEqual({ gap: true, line: true, inCell: true })
}

const FACTORS = [0.5, 0.75, 1, 1.5, 2]

test('zoom: of the browser, from 50 to 200 %', async () => {
  const { page, eyes } = await agent.visit('zoom')
  await shows(eyes, agent.key8.first)
  const worker = await serviceWorker(agent.context)
  for (const factor of FACTORS) {
    await worker.evaluate(
      async ([url, to]) => {
        const [tab] = (await chrome.tabs.query({})).filter((one) => one.url === url)
        await chrome.tabs.setZoom(tab?.id ?? 0, Number(to))
      },
      [page.url(), factor],
    )
    await expect.poll(() => page.evaluate(() => window.devicePixelRatio)).toBe(factor)
    await besideName(eyes)
  }
  await page.close()
})

test.each(['html', 'body', '#part'])('zoom: of the page by its own style: %s', async (part) => {
  const { page, eyes } = await agent.visit('zoom')
  await shows(eyes, agent.key8.first)
  for (const factor of FACTORS) {
    await page.frame('detail')?.evaluate(
      ([selector, to]) => {
        const element = document.querySelector<HTMLElement>(String(selector))
        if (element) element.style.zoom = String(to)
      },
      [part, factor],
    )
    // As by a button of the page: larger letters come with a press.
    await page.frame('detail')?.locator('body').dispatchEvent('click')
    await besideName(eyes)
  }
  await page.close()
})

test.each(['before', 'above', 'below', 'corner'])('placement: %s', async (side) => {
  const { page, eyes } = await throughout(agent, `placement/${side}`)
  const { badge, cell, name, width } = await places(eyes)
  const stands = {
    before: badge.right <= name.left && Math.abs(middle(badge) - middle(name)) < name.height,
    above: badge.bottom <= name.top && badge.top > cell.top - 60,
    below: badge.top >= name.bottom && badge.bottom < cell.bottom + 60,
    corner: badge.top < 20 && badge.right > width - 20,
  }
  expect(stands[side as keyof typeof stands], JSON.stringify({ badge, name })).toBe(true)
  await page.close()
})

/** What is drawn on the sheets of paper: everything a PDF holds but its dates. */
async function paper(page: Page): Promise<string[]> {
  const text = (await page.pdf()).toString('latin1')
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, bytes = '']) => {
    const raw = Buffer.from(bytes, 'latin1')
    return raw[0] === 0x78 ? inflateSync(raw).toString('latin1') : bytes
  })
}

test('print: nothing of ours on paper', async () => {
  const { page, eyes } = await agent.visit('print')
  await shows(eyes, agent.key8.first)
  const printed = await paper(page)
  await page.emulateMedia({ media: 'print' })
  const shown = `[...document.querySelectorAll('fineline-layer')].map((host) => getComputedStyle(host).display)`
  expect(await eyes.inTop(shown)).toEqual(['none'])
  await page.emulateMedia({ media: null })
  await shows(eyes, agent.key8.first)
  await eyes.inTop(`document.querySelectorAll('fineline-layer').forEach((host) => host.remove())`)
  expect(printed).toEqual(await paper(page))
  await page.evaluate(() => document.body.append('附'))
  expect(printed).not.toEqual(await paper(page))
  await page.close()
})
