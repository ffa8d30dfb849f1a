import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceWorker } from '../stand/browser.ts'
import { type CrmKind, KINDS } from '../stand/crm-driver.ts'
import { tappedLine } from '../stand/network.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

const PERSON = {
  phone: '13812345678',
  idNumber: '11010519491231002X',
  account: '4111111111111111',
}
const KEYS = ['Alt', 'Shift', 'KeyH']
/** The watermark comes back within a second. */
const SOON = { timeout: 10_000 }

let agent: Agent
const heard: Buffer[] = []

beforeAll(async () => {
  const people: Record<string, typeof PERSON> = {}
  agent = await openAgent({
    people,
    policy: { homeOffice: true, watermark: true, lockAfterMinutes: 30 },
    network: (edgeUrl) => tappedLine(edgeUrl, (bytes) => heard.push(bytes)),
  })
  people[firstCustomer(agent.stand).number] = PERSON
})
afterAll(() => agent?.close())

/** What is masked in a frame, as it stands in the page. */
const maskedIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() =>
    [...((CSS.highlights.get('fineline-mask') ?? []) as Iterable<StaticRange>)].map(
      ({ startContainer, startOffset, endOffset }) =>
        (startContainer as Text).data.slice(startOffset, endOffset),
    ),
  )

async function frameWith(page: Page, number: string): Promise<Frame> {
  for (;;) {
    for (const frame of page.frames()) {
      if ((await maskedIn(frame).catch((): string[] => [])).includes(number)) return frame
    }
    await page.waitForTimeout(20)
  }
}

/** Where every element of the page lies. */
const places = (frame: Frame): Promise<string> =>
  frame.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(({ localName }) => !localName.startsWith('fineline-'))
      .map((one) => JSON.stringify(one.getBoundingClientRect()))
      .join(),
  )

async function openMasked(kind: CrmKind) {
  const { page, eyes } = await agent.open(kind, firstCustomer(agent.stand).number)
  await eyes.wait('badge', (one) => one.kind === 'badge' && one.mark !== 'none', 30_000)
  return { page, frame: await frameWith(page, PERSON.phone) }
}

const told = () => Buffer.concat(heard).toString()
const nothingWaits = async () => {
  const worker = await serviceWorker(agent.context)
  const waiting = () =>
    worker.evaluate(async () =>
      (await chrome.storage.local.getKeys()).filter((key) => key.startsWith('reveal.')),
    )
  await expect.poll(waiting, { timeout: 20_000 }).toEqual([])
}

describe.each(KINDS)('%s', (kind) => {
  test('numbers are masked and nothing of the page is changed; held, they are shown, and that is told', async () => {
    const { page, frame } = await openMasked(kind)
    expect(await frame.evaluate(() => document.documentElement.textContent)).toContain(PERSON.phone)
    const before = await places(frame)
    const box = await frame.getByText(PERSON.phone, { exact: false }).last().boundingBox()
    if (!box) throw new Error('no phone')
    heard.length = 0
    await page.mouse.move(box.x + Math.min(30, box.width / 2), box.y + box.height / 2)
    await page.mouse.down()
    await expect.poll(() => maskedIn(frame)).toEqual([])
    expect(await places(frame)).toBe(before)
    await page.mouse.up()
    await expect.poll(() => maskedIn(frame)).toContain(PERSON.phone)
    for (const key of KEYS) await page.keyboard.down(key)
    await expect.poll(() => maskedIn(frame)).toEqual([])
    for (const key of KEYS.toReversed()) await page.keyboard.up(key)
    await expect.poll(() => maskedIn(frame)).toContain(PERSON.phone)
    await expect.poll(told).toMatch(/"kind":"phone".*"screen":"crm-[a-z]+\/[a-z-]+"/)
    await nothingWaits()
    for (const value of Object.values(PERSON)) expect(told()).not.toContain(value)
    await page.locator('fineline-mask:not([popover])').waitFor({ state: 'attached' })
    await page.close()
  })

  test('what is masked is not copied, and the rest is', async () => {
    const { page, frame } = await openMasked(kind)
    await agent.context.grantPermissions(['clipboard-read'])
    await frame.evaluate(() => {
      window.focus()
      getSelection()?.selectAllChildren(document.body)
      document.execCommand('copy')
    })
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('•')
    expect(copied).not.toContain(PERSON.phone)
    expect(copied).toMatch(/\p{Script=Han}{2}/u)
    await page.close()
  })

  test('a field is masked, and can be typed in; what comes later is masked', async () => {
    const { page, frame } = await openMasked(kind)
    await frame.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p><input id=later> <span id=text></span></p>')
      ;(document.getElementById('later') as HTMLInputElement).value = '13987654321'
      ;(document.getElementById('text') as HTMLElement).textContent = '回拨 13900001111'
    })
    await expect.poll(() => maskedIn(frame)).toContain('13900001111')
    const covers = () => frame.locator('fineline-mask:popover-open').count()
    const others = await frame.locator('select').filter({ hasText: PERSON.account }).count()
    await expect.poll(covers).toBe(1 + others)
    const field = frame.locator('#later')
    expect(await field.inputValue()).toBe('13987654321')
    await field.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('2')
    expect(await field.inputValue()).toBe('13987654322')
    expect(await covers()).toBe(others)
    await field.blur()
    await expect.poll(covers).toBe(1 + others)
    await page.close()
  })
})

test('it locks when the agent is away, page and panel, and opens by signing in anew', async () => {
  const { page } = await openMasked('webforms')
  const panel = await agent.panel(page)
  await panel.locator('h1').first().waitFor()
  await page.bringToFront()
  await expect.poll(() => page.locator('fineline-mask:not([popover])').count(), SOON).toBe(1)
  await page.evaluate(() => document.querySelector('fineline-mask:not([popover])')?.remove())
  await expect.poll(() => page.locator('fineline-mask:not([popover])').count(), SOON).toBe(1)
  await panel.getByText('拿掉了').waitFor()

  const worker = await serviceWorker(agent.context)
  await worker.evaluate(() => chrome.alarms.create('home-office-lock', { when: Date.now() }))
  const locked = page.locator('fineline-mask[popover]:popover-open')
  await panel.getByRole('heading', { name: '已锁定' }).waitFor({ timeout: 60_000 })
  const over = () =>
    page.evaluate(() => document.elementFromPoint(innerWidth / 3, innerHeight / 3)?.localName)
  await expect.poll(over, SOON).toBe('fineline-mask')
  // What we show lies under it, and is not put back on top as if the page had covered it.
  const above = await page.evaluate(async () => {
    const found: string[] = []
    for (const until = Date.now() + 3000; Date.now() < until; await new Promise(requestAnimationFrame)) {
      for (const piece of document.querySelectorAll('fineline-layer')) {
        const { x, y, width, height } = piece.getBoundingClientRect()
        const top = document.elementFromPoint(x + width / 2, y + height / 2)
        if (top === piece) found.push(piece.getAttribute('part') ?? '')
      }
    }
    return found
  })
  expect(above).toEqual([])
  const before = await page.evaluate(() => document.forms[0]?.innerHTML)
  await page.keyboard.type('abc')
  expect(await page.evaluate(() => document.forms[0]?.innerHTML)).toBe(before)
  await agent.stopWorker()
  await page.reload()
  await expect.poll(over, SOON).toBe('fineline-mask')
  await locked.first().waitFor({ state: 'attached' })
  await panel.getByRole('button', { name: '重新登录' }).click()
  await panel.getByRole('heading', { name: '已锁定' }).waitFor({ state: 'hidden', timeout: 30_000 })
  await expect.poll(over, SOON).not.toBe('fineline-mask')

  // And from the page: the button has the focus, and typing goes on where it was.
  const lockNow = await serviceWorker(agent.context)
  await page.bringToFront()
  await lockNow.evaluate(() => chrome.alarms.create('home-office-lock', { when: Date.now() }))
  await expect.poll(over, { timeout: 60_000 }).toBe('fineline-mask')
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe('fineline-mask')
  await page.keyboard.press('Enter')
  await expect.poll(over, { timeout: 30_000 }).not.toBe('fineline-mask')
  await panel.getByRole('heading', { name: '已锁定' }).waitFor({ state: 'hidden' })
})
