import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Eyes } from '../../stand/eyes.ts'
import { byHand, guards, isBadge, openTraitAgent, shows, type TraitAgent, throughout } from './agent.ts'

let agent: TraitAgent
beforeAll(async () => {
  agent = await openTraitAgent()
})
afterAll(() => agent?.close())

async function frameOf(page: Page, name: string): Promise<Frame> {
  await expect.poll(() => page.frame(name)?.url()).toMatch(/^http|^about:srcdoc/)
  const frame = page.frame(name)
  if (!frame) throw new Error(`no frame ${name}`)
  await frame.waitForLoadState()
  return frame
}

test('frameset: frames in frames of one origin', async () => {
  const opened = await throughout(agent, 'frameset', async ({ page }) =>
    (await frameOf(page, 'menu')).click('text="下一位"'),
  )
  await guards(agent, opened, byHand(await frameOf(opened.page, 'order')))
  await opened.page.close()
})

test('cross-origin: a frame of another origin and site', async () => {
  const opened = await throughout(agent, 'cross-origin')
  const { page, eyes } = opened
  const order = await frameOf(page, 'order')
  await eyes.into(order)
  await guards(agent, opened, byHand(order))
  await page.close()
})

test('cross-origin: frames that disagree show nobody, and say so', async () => {
  const { page, eyes } = await agent.visit('cross-origin')
  await shows(eyes, agent.key8.first)
  await page.click('text="换客户"')
  await eyes.wait('the doubt', ({ mark }) => mark === 'none')
  expect((await eyes.look()).filter(isBadge)).toEqual([])
  await page.close()
})

test.each([
  ['origin', 'by address, of our origin', false],
  ['opaque', 'by address, of no origin', true],
  ['srcdoc-origin', 'by text, of our origin', false],
  ['srcdoc-opaque', 'by text, of no origin', true],
])('sandbox, %s: %s', async (page, _, apart) => {
  const opened = await agent.visit(`sandbox/${page}`)
  const inner = await frameOf(opened.page, 'inner')
  if (apart) await opened.eyes.into(inner)
  await shows(opened.eyes, agent.key8.first)
  await inner.click('text="下一位"')
  await shows(opened.eyes, agent.key8.second)
  await guards(agent, opened, byHand(inner))
  await opened.page.close()
})

test.each(['新窗口', '写窗口'])('popup: a customer opened in a window of its own: %s', async (button) => {
  const list = await agent.visit('popup')
  const [page] = await Promise.all([list.page.waitForEvent('popup'), list.page.click(`text="${button}"`)])
  const eyes = await Eyes.open(page)
  await shows(eyes, agent.key8.first)
  await page.click('text="下一位"')
  await shows(eyes, agent.key8.second)
  await guards(agent, { page, eyes })
  await page.close()
  await list.page.close()
})

test('sibling-frame: the number is read from the frame beside', async () => {
  const opened = await agent.visit('sibling-frame')
  const { page, eyes } = opened
  await shows(eyes, agent.key8.first)
  await (await frameOf(page, 'khxx')).click('text="下一位"')
  await shows(eyes, agent.key8.second)
  await guards(agent, opened, byHand(await frameOf(page, 'jy')))
  await page.close()
})

test('by-window: one frame of one window counts, by its name and the address of the window', async () => {
  const { page, eyes } = await throughout(agent, 'by-window')
  await page.goto(agent.url('by-window/archive'))
  await eyes.never('something is shown', (seen) => seen.length > 0, 1000)
  await page.close()
})
