import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { type ForeignAgent, fill, openForeignAgent, SUBMIT } from './foreign/agent.ts'

let agent: ForeignAgent
let numbers: string[]
beforeAll(async () => {
  agent = await openForeignAgent({ sampleSize: 300 })
  numbers = agent.stand.data.customers.slice(0, 2).map(({ number }) => number)
})
afterAll(() => agent?.close())

const badge = ({ kind, key8 }: Seen) => kind === 'badge' && key8 !== ''
const query = () => numbers.map((number) => `no=${number}`).join('&')

/** Runs a script of the page, and waits until the frame after it. */
const runs = (page: Page, script: string) =>
  page.evaluate(`${script}; new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)

test('among thirty tabs the one on show is watched', async () => {
  const { page, eyes } = await agent.visit(`/tabs-many?${query()}`)
  const first = await eyes.wait('badge', badge)
  await runs(page, 'show(29)')
  expect((await eyes.look()).map(({ key8 }) => key8)).not.toContain(first.key8)
  await eyes.wait('badge of the second', (seen) => badge(seen) && seen.key8 !== first.key8)
  await page.close()
})

test('a page that has classes of its own for events is heard, and gets no error', async () => {
  const { page, eyes } = await agent.visit(`/rows-own-events?no=${numbers[0]}`)
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  const first = await eyes.wait('badge', badge)
  await runs(page, `document.querySelector('input').value = '${numbers[1]}'`)
  expect((await eyes.look()).map(({ key8 }) => key8)).not.toContain(first.key8)
  expect(errors).toEqual([])
  await page.close()
})

test('labels drawn anew in the stroke that sets a field are found', async () => {
  const { page, eyes } = await agent.visit(`/redrawn?${query()}`)
  const first = await eyes.wait('badge', badge)
  await runs(page, 'next()')
  await eyes.wait('badge of the second', (seen) => badge(seen) && seen.key8 !== first.key8)
  await page.close()
})

test('a form that is made and sent in one stroke is guarded', async () => {
  const { page, eyes } = await agent.visit(`/made-and-sent?no=${agent.ofGrade(1)[0]}`)
  await eyes.wait('badge', badge)
  await runs(page, 'send()')
  await eyes.wait('stop', ({ kind }) => kind === 'stop', 2000)
  expect(agent.crm.orders).toEqual([])
  await page.close()
})

test('a form that is told its address in its own handler is guarded by where it goes', async () => {
  const { page, eyes } = await agent.visit(`/addressed?no=${agent.ofGrade(1)[0]}`)
  await eyes.wait('badge', badge)
  await fill(page, 'LC0190', '200000')
  await page.click(SUBMIT)
  await eyes.wait('stop', ({ kind }) => kind === 'stop', 2000)
  expect(agent.crm.orders).toEqual([])
  await page.close()
})

test('where nothing is wrong such a form goes out once', async () => {
  const { page, eyes } = await agent.visit(`/addressed?no=${agent.ofGrade(5)[0]}`)
  await eyes.wait('badge', badge)
  await fill(page, 'LC0101', '50000')
  await page.click(SUBMIT)
  await page.frameLocator('iframe[name=hid]').getByText('已受理').waitFor()
  expect(agent.crm.orders).toHaveLength(1)
  await page.close()
})

test('what was withdrawn stays so when the name is drawn anew', async () => {
  const { page, eyes } = await agent.visit(`/pair?${query()}`)
  const first = await eyes.wait('badge', badge)
  const [one, two] = ['one', 'two'].map((name) => page.frame({ name }))
  await expect.poll(async () => (await eyes.look()).filter(badge).length).toBe(2)
  await two?.evaluate(`document.getElementById('number').textContent = '${numbers[1]}'`)
  await eyes.waitGone('badges', badge)
  await one?.evaluate(
    `{ const name = document.getElementById('name'); name.replaceWith(name.cloneNode(true)) }`,
  )
  expect((await eyes.look()).map(({ key8 }) => key8)).not.toContain(first.key8)
  await page.close()
})

/** Moves the badge to the right by keys, so far that it does not fit where the window becomes smaller. */
async function moveFar(page: Page, eyes: Eyes, { x }: Seen): Promise<void> {
  await eyes.inTop(`(() => {
    const host = document.querySelector('fineline-layer[part~=badge]')
    chrome.dom.openOrClosedShadowRoot(host).querySelector('button').focus()
  })()`)
  for (let at = 0; at < 50; at++) await page.keyboard.press('ArrowRight')
  await eyes.wait('the badge where the keys took it', (seen) => badge(seen) && seen.x > x + 799)
}

test('a badge that was moved far stays in sight where the window becomes smaller', async () => {
  const { page, eyes } = await agent.visit(`/detail?no=${numbers[0]}`)
  const first = await eyes.wait('badge', badge)
  await moveFar(page, eyes, first)
  await page.setViewportSize({ width: 640, height: 480 })
  await eyes.wait('the badge in sight', (seen) => badge(seen) && seen.x + seen.width < 641, 2000)
  await page.close()
})

test('a badge that was moved far comes into sight with its name', async () => {
  const { page, eyes } = await agent.visit(`/detail-low?no=${numbers[0]}`)
  await page.setViewportSize({ width: 640, height: 480 })
  await page.reload()
  await eyes.wait('badge', badge)
  await page.locator('#name').scrollIntoViewIfNeeded()
  await eyes.wait('the badge in sight', (seen) => badge(seen) && seen.x + seen.width < 641, 2000)
  await page.close()
})
