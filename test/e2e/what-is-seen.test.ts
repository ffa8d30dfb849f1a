import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { type ForeignAgent, openForeignAgent } from './foreign/agent.ts'

let agent: ForeignAgent
let numbers: string[]
beforeAll(async () => {
  agent = await openForeignAgent({ sampleSize: 300 })
  numbers = agent.stand.data.customers.slice(0, 4).map(({ number }) => number)
})
afterAll(() => agent?.close())

const badge = ({ kind, key8 }: Seen) => kind === 'badge' && key8 !== ''
const query = () => numbers.map((number) => `no=${number}`).join('&')

/** The key digits of the second customer, told by a page of their own. */
async function keyOf(number: string | undefined): Promise<string> {
  const { page, eyes } = await agent.visit(`/detail?no=${number}`)
  const { key8 } = await eyes.wait('badge', badge)
  await page.close()
  return key8
}

/** In the frame after the page shows another tab, what stands there may not be of the customer before. */
const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

async function tabs(): Promise<{ page: Page; eyes: Eyes; first: Seen }> {
  const { page, eyes } = await agent.visit(`/tabs?${query()}`)
  return { page, eyes, first: await eyes.wait('badge', badge) }
}

test.each(['second', 'late'])('a tab shown by class changes the customer: %s', async (button) => {
  const key8 = await keyOf(numbers[1])
  const { page, eyes, first } = await tabs()
  await page.click(`input[value=${button}]`)
  await page.locator('text=乙二').waitFor()
  await nextFrame(page)
  expect((await eyes.look()).map((seen) => seen.key8)).not.toContain(first.key8)
  await eyes.wait('badge of the second', (seen) => seen.key8 === key8 && seen.x >= 0)
  const panel = await agent.panel(page)
  await expect.poll(() => panel.locator('body').innerText()).toContain(`${key8.slice(0, 4)}…`)
  await panel.close()
  await page.close()
})

test('a customer out of sight is none, and comes back with the tab', async () => {
  const { page, eyes } = await tabs()
  await page.click('input[value=none]')
  await nextFrame(page)
  await eyes.waitGone('everything', () => true)
  await page.click('input[value=second]')
  await eyes.wait('badge', badge)
  await page.close()
})

test('a page with a customer that nobody can see shows nothing', async () => {
  const { page, eyes } = await agent.visit(`/hidden-detail?no=${numbers[0]}`)
  await page.waitForLoadState('load')
  await eyes.never('something is shown', (seen) => seen.length > 0, 2000)
  await page.close()
})

test('badges of a list follow numbers that a script moves between inputs', async () => {
  const { page, eyes } = await agent.visit(`/rows?${query()}`)
  const keys = async () => (await eyes.look()).toSorted((a, b) => a.y - b.y).map(({ key8 }) => key8)
  await expect.poll(keys, { timeout: 10_000 }).toHaveLength(4)
  const before = await keys()
  await page.evaluate(() => {
    const inputs = [...document.querySelectorAll<HTMLInputElement>('input[name=no]')]
    const values = inputs.map(({ value }) => value).reverse()
    for (const [at, input] of inputs.entries()) input.value = values[at] ?? ''
  })
  await expect.poll(keys, { timeout: 5000 }).toEqual(before.toReversed())
  await page.close()
})

/** Lets a script bring another number in, and says which key the badge carries in the animation frame after. */
const bring = (number: string) => `new Promise((resolve) => {
  document.getElementById('number').textContent = '${number}'
  requestAnimationFrame(() => {
    const host = document.querySelector('fineline-layer[part~=badge]:popover-open')
    resolve(host && chrome.dom.openOrClosedShadowRoot(host).querySelector('[data-key]')?.dataset.key || '')
  })
})`

test('back at a customer of before, their badge stands in the same frame; at a new one none does', async () => {
  const [first = '', second = ''] = numbers
  const { page, eyes } = await agent.visit(`/detail?no=${first}`)
  const shown = await eyes.wait('badge', ({ mark }) => mark !== 'none')
  const onPage = async (number: string) => (await eyes.inEveryFrame<string>(bring(number)))[0]
  expect(await onPage(second)).toBe('')
  await eyes.wait('the second', ({ key8, mark }) => mark !== 'none' && key8 !== shown.key8)
  expect(await onPage(first)).toBe(shown.key8)
  await eyes.never('it went again', (seen) => !seen.some(({ key8 }) => key8 === shown.key8), 500)
  await page.close()
})
