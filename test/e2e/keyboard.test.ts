import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceWorker } from '../stand/browser.ts'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { type ForeignAgent, fill, openForeignAgent, SUBMIT } from './foreign/agent.ts'
import { reach } from './reach.ts'

let agent: ForeignAgent
beforeAll(async () => {
  agent = await openForeignAgent({ sampleSize: 3000 })
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const card = ({ kind, focused }: Seen) => kind === 'card' && focused
const stop = ({ kind }: Seen) => kind === 'stop'

/** What a shortcut of the browser does: its keys are the browser's own and reach no page that a test can drive. */
async function shortcut(page: Page, command: string): Promise<void> {
  const worker = await serviceWorker(agent.context)
  await worker.evaluate(
    async ([name, url]) => {
      const tab = (await chrome.tabs.query({})).find((one) => one.url === url)
      // @ts-expect-error: events of the browser can be raised by hand, which the types do not say
      chrome.commands.onCommand.dispatch(name, tab)
    },
    [command, page.url()] as const,
  )
}

/** Words or name of what has the focus inside a piece of ours. */
const focusedIn = (eyes: Eyes, kind: string) =>
  eyes.inTop<string>(`(() => {
    const host = document.querySelector('fineline-layer[part~=${kind}]')
    const { activeElement } = chrome.dom.openOrClosedShadowRoot(host)
    return activeElement?.ariaLabel ?? activeElement?.innerText ?? activeElement?.tagName ?? ''
  })()`)

/** What is reached by Tab from where the focus is until it comes round or leaves the piece. */
async function tabbed(page: Page, eyes: Eyes, kind: string): Promise<string[]> {
  const reached: string[] = []
  for (let at = 0; at < 20; at++) {
    const name = (await focusedIn(eyes, kind)).replace(/\s+/g, ' ')
    if (!name || reached.includes(name)) return reached
    reached.push(name)
    await page.keyboard.press('Tab')
  }
  return reached
}

test('the card: opened by shortcut, every button reached, tips answered by digits, closed by Escape', async () => {
  const { page, eyes } = await agent.visit(`/order?no=${agent.ofGrade(5)[0]}`)
  await eyes.wait('badge', badge)
  await page.focus('input[name=je]')
  await shortcut(page, 'open-card')
  const first = await eyes.wait('card', card)
  const reached = await tabbed(page, eyes, 'card')
  expect(reached.join('|')).toMatch(/移动卡片.*缩成一行.*关闭.*接受.*暂不.*不适合.*打开侧栏/)
  await page.keyboard.press('Escape')
  await eyes.waitGone('card', card)
  await page.focus('input[name=je]')
  await shortcut(page, 'open-card')
  const second = await eyes.wait('card', card)
  await page.keyboard.press('Tab')
  expect(await focusedIn(eyes, 'card')).toContain('移动卡片')
  await page.keyboard.press('ArrowDown')
  await eyes.wait('the card lower', (one) => card(one) && one.y === first.y + 16)
  await page.keyboard.press('Home')
  await page.keyboard.press('3')
  await page.keyboard.press('1')
  const next = (one: Seen) => card(one) && one.text.includes('接受') && one.text !== second.text
  await eyes.wait('the next tip', next)
  // Closed while the answer is on its way, it stays closed.
  await page.keyboard.press('1')
  await page.keyboard.press('Escape')
  await eyes.waitGone('card', card)
  await eyes.never('the card came back', (seen) => seen.some(card), 400)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('je')
  await page.close()
})

test('the stop: pressed by Enter, read, answered with a reason, and the order goes out once', async () => {
  const { page, eyes } = await agent.visit(`/order?no=${agent.ofGrade(3)[0]}`)
  await eyes.wait('badge', badge)
  await fill(page, 'LC0145', '90000000')
  await page.focus(SUBMIT)
  await page.keyboard.press('Enter')
  await eyes.wait('stop', stop)
  await expect.poll(() => focusedIn(eyes, 'stop')).toContain('返回修改')
  await page.keyboard.press('Tab')
  expect(await focusedIn(eyes, 'stop')).toContain('理由')
  // A press that comes at once meant the button of the page.
  await page.waitForTimeout(450)
  await page.keyboard.press('Enter')
  await expect.poll(() => focusedIn(eyes, 'stop')).not.toContain('理由')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.type('客户另有他行资产可以证明')
  await page.keyboard.press('Tab')
  expect(await focusedIn(eyes, 'stop')).toContain('继续')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/save')
  expect(agent.crm.orders.splice(0)).toEqual(['cp=LC0145&je=90000000&fx=1'])
  await page.close()
})

test('panel, popup and options: Tab reaches every control', async () => {
  const { page, eyes } = await agent.visit(`/order?no=${agent.ofGrade(5)[0]}`)
  await eyes.wait('badge', badge)
  const panel = await agent.panel(page)
  await panel.locator('article').first().waitFor()
  await panel.locator('.event').first().waitFor()
  const origin = `chrome-extension://${agent.stand.extensionId}`
  const popup = await agent.context.newPage()
  await popup.goto(`${origin}/popup.html`)
  await popup.locator('h1').waitFor()
  const options = await agent.context.newPage()
  await options.goto(`${origin}/options.html`)
  await options.locator('h1').waitFor()
  for (const one of [panel, popup, options]) {
    await one.bringToFront()
    const { all, reached } = await reach(one)
    expect(reached).toEqual(all)
    await one.close()
  }
  await page.close()
})
