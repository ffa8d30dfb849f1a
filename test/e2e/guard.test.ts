import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Seen } from '../stand/eyes.ts'
import { slowLine } from '../stand/network.ts'
import { type ForeignAgent, fill, openForeignAgent, SUBMIT } from './foreign/agent.ts'

let agent: ForeignAgent
/** How long the edge takes for a decision. Milliseconds. */
let wait = 0
beforeAll(async () => {
  const network = (edgeUrl: string) => slowLine(edgeUrl, (path) => (path === '/v1/decisions' ? wait : 0))
  agent = await openForeignAgent({ sampleSize: 3000, network })
})
afterAll(() => agent?.close())

const badge = ({ kind, key8 }: Seen) => kind === 'badge' && key8 !== ''
const stop = ({ kind }: Seen) => kind === 'stop'
const sent = () => agent.crm.orders.splice(0)

async function openOrder(grade: number, way = 'plain') {
  const opened = await agent.visit(`/order?no=${agent.ofGrade(grade)[0]}&way=${way}`)
  await opened.eyes.wait('badge', badge)
  return opened
}

const TYPE = (text: string) => `(() => {
  const host = document.querySelector('fineline-layer[part~=stop]')
  const area = chrome.dom.openOrClosedShadowRoot(host).querySelector('textarea')
  area.value = ${JSON.stringify(text)}
  area.focus()
})()`

/** An order stopped, with the form for a reason open. */
async function askForReason() {
  const opened = await openOrder(3)
  await fill(opened.page, 'LC0145', '90000000')
  await opened.page.click(SUBMIT)
  await opened.eyes.press(await opened.eyes.wait('stop', stop), '理由')
  return opened
}

test('a reason given for one order lets no other through', async () => {
  const { page, eyes } = await askForReason()
  await eyes.inTop(TYPE('客户另有他行资产可以证明'))
  const open = await eyes.wait('reason form', (one) => stop(one) && one.buttons.length > 1)
  // By script, as a page does: no event says so.
  await page.evaluate(() => {
    const [form] = document.forms
    if (form) (form.elements.namedItem('cp') as HTMLSelectElement).value = 'LC0190'
  })
  await page.mouse.click(open.buttons.at(-1)?.x ?? 0, open.buttons.at(-1)?.y ?? 0)
  const headline = ({ text }: Seen) => text.split('\n')[0]
  await eyes.wait('the stop of the new order', (one) => stop(one) && headline(one) !== headline(open))
  expect(sent()).toEqual([])
  await page.close()
})

test('a reason lets exactly the order through that it was given for', async () => {
  const { page, eyes } = await askForReason()
  await eyes.inTop(TYPE('客户另有他行资产可以证明'))
  const open = await eyes.wait('reason form', (one) => stop(one) && one.buttons.length > 1)
  await page.mouse.click(open.buttons.at(-1)?.x ?? 0, open.buttons.at(-1)?.y ?? 0)
  await page.waitForURL('**/save')
  expect(sent()).toEqual(['cp=LC0145&je=90000000&fx=1'])
  await page.close()
})

test('the verdict on one customer does not serve for the next in the frame beside', async () => {
  const [able] = agent.ofGrade(5)
  const [unable = ''] = agent.ofGrade(1)
  const { page, eyes } = await agent.visit(`/frames?no=${able}`)
  const first = await eyes.wait('badge', badge)
  const [detail, bare] = [page.frame('detail'), page.frame('bare')]
  if (!detail || !bare) throw new Error('no frames')
  await fill(bare, 'LC0182', '10000')
  await bare.locator(SUBMIT).dispatchEvent('click')
  await expect.poll(sent).toHaveLength(1)
  wait = 1000
  await detail.evaluate((number) => {
    const cell = document.getElementById('number')
    if (cell) cell.textContent = number
  }, unable)
  await eyes.waitGone('the badge of the first', ({ key8 }) => key8 === first.key8)
  await bare.locator(SUBMIT).dispatchEvent('click')
  await eyes.wait('stop', stop)
  wait = 0
  expect(sent()).toEqual([])
  await page.close()
})

test('what was let pass for one customer does not pass for the next while the worker starts anew', async () => {
  const [able] = agent.ofGrade(5)
  const [unable = ''] = agent.ofGrade(1)
  const { page, eyes } = await agent.visit(`/frames?no=${able}`)
  await eyes.wait('badge', badge)
  const [detail, bare] = [page.frame('detail'), page.frame('bare')]
  if (!detail || !bare) throw new Error('no frames')
  await fill(bare, 'LC0182', '10000')
  await bare.locator(SUBMIT).dispatchEvent('click')
  await expect.poll(sent).toHaveLength(1)
  await agent.stopWorker()
  await detail.evaluate((number) => document.getElementById('number')?.replaceChildren(number), unable)
  await bare.locator(SUBMIT).dispatchEvent('click')
  await eyes.wait('stop', stop)
  expect(sent()).toEqual([])
  await page.close()
})

test.each([
  ['draws its button anew', (css: string) => document.querySelector(css)?.replaceWith('提交中')],
  ['opens another customer', () => document.getElementById('number')?.replaceChildren('600299999999')],
])('an order held for its verdict while the page %s is not lost in silence', async (_what, change) => {
  const [first, second = ''] = agent.ofGrade(5)
  const { page, eyes } = await agent.visit(`/order?no=${first}`)
  const before = await eyes.wait('badge', badge)
  await fill(page, 'LC0101', '100000')
  wait = 1000
  await page.evaluate((number) => document.getElementById('number')?.replaceChildren(number), second)
  await eyes.waitGone('the badge of the first', ({ key8 }) => key8 === before.key8)
  await page.click(SUBMIT)
  await page.evaluate(change, SUBMIT)
  const shown = await eyes.wait('stop', stop)
  wait = 0
  expect(shown.mark).toBe('none')
  expect(sent()).toEqual([])
  await page.close()
})

/** As scripts of a page send a form: past its `submit` event. */
const SEND = () => HTMLFormElement.prototype.submit.call(document.forms[0])

test.each(['plain', 'target', 'get'])('form.submit() by a script is stopped: %s', async (way) => {
  const { page, eyes } = await openOrder(1, way)
  await fill(page, 'LC0190', '1000000')
  await page.evaluate(SEND)
  await eyes.wait('stop', stop)
  expect(sent()).toEqual([])
  await page.close()
})

test.each(['plain', 'target', 'get'])('form.submit() of an order in order goes out once: %s', async (way) => {
  const { page, eyes } = await openOrder(5, way)
  await fill(page, 'LC0101', '100000')
  await page.evaluate(SEND)
  await expect.poll(() => agent.crm.orders.length).toBeGreaterThan(0)
  await eyes.never('the order went out again', () => agent.crm.orders.length > 1, 300)
  expect(sent()).toEqual(['cp=LC0101&je=100000&fx=1'])
  await page.close()
})

test('the page finds its own method as it was', async () => {
  const { page } = await openOrder(5)
  const method = await page.evaluate(() => {
    const { submit } = HTMLFormElement.prototype
    return [submit.name, submit.length, String(submit).replace(/\s+/g, ' ')]
  })
  expect(method).toEqual(['submit', 0, 'function () { [native code] }'])
  await page.close()
})

test('an order that the page tidies while it sends it goes out once', async () => {
  const { page } = await openOrder(5, 'tidy')
  await fill(page, 'LC0101', '100,000')
  await page.click(SUBMIT)
  await page.waitForURL('**/save')
  expect(sent()).toEqual(['cp=LC0101&je=100000&fx=1'])
  await page.close()
})

test('a second Enter leaves the stop where it is, and Escape leads back to the field', async () => {
  const { page, eyes } = await openOrder(1)
  await fill(page, 'LC0190', '1000000')
  await page.press('input[name=je]', 'Enter')
  await page.keyboard.press('Enter')
  await eyes.wait('stop', stop)
  await eyes.never('the stop went unread', (seen) => !seen.some(stop), 500)
  await page.keyboard.press('Escape')
  await eyes.waitGone('stop', stop)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('je')
  expect(sent()).toEqual([])
  await page.close()
})

test('the stop of a form in a modal dialog can be answered', async () => {
  const { page, eyes } = await agent.visit(`/dialog?no=${agent.ofGrade(1)[0]}`)
  await eyes.wait('badge', badge)
  await fill(page, 'LC0190', '1000000')
  await page.click(SUBMIT)
  await eyes.press(await eyes.wait('stop', stop), '返回')
  await eyes.waitGone('stop', stop)
  expect(sent()).toEqual([])
  await page.close()
})

test('the page hears nothing of what is typed to us', async () => {
  const { page, eyes } = await askForReason()
  await eyes.inTop(TYPE(''))
  const heard = await page.evaluateHandle(() => {
    const types: string[] = []
    for (const type of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input'])
      window.addEventListener(type, () => types.push(type), true)
    return types
  })
  await page.keyboard.type('abc')
  const typed = `chrome.dom.openOrClosedShadowRoot(document.querySelector('fineline-layer[part~=stop]')).querySelector('textarea').value`
  expect(await eyes.inTop(typed)).toBe('abc')
  expect(await heard.jsonValue()).toEqual([])
  await page.keyboard.press('Escape')
  await eyes.waitGone('stop', stop)
  await page.close()
})
