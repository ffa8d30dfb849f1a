import type { Frame, Page, Request } from 'playwright-core'
import type { Eyes, Seen } from '../stand/eyes.ts'
import type { Order, Step } from './plan.ts'
import type { Site } from './sites.ts'
import { NOT_CHECKED } from './watch-window.ts'

/** How often the bank's server and the line to it saw an order. */
export interface Tried {
  site: string
  order: Order
  /** Times the page sent it. */
  sent: number
  /** What was to be seen on the page and was not; null where all was. */
  missing: string | null
}

export interface OrderDesk {
  page: Page
  eyes: Eyes
  site: Site
  /** Orders of that product and amount in the bank's book. */
  booked(order: Order): number
  /** Every order tried so far. */
  tried: Tried[]
}

const PATIENCE = 15_000
const REASON = '客户另有他行资产可以证明'

/** The customer's own; those of a list cannot be pressed. */
const badge = ({ kind, key8, buttons }: Seen) => kind === 'badge' && key8 !== '' && buttons.length > 0
const checked = (seen: Seen) => badge(seen) && !seen.text.includes(NOT_CHECKED)
const stop = ({ kind }: Seen) => kind === 'stop'

/** Counts what the page sends of each order tried: a book that takes a form once hides that it came twice. */
export function countSent({ page, site, tried }: OrderDesk): void {
  page.on('request', (request: Request) => {
    if (!site.isOrder(request)) return
    const sent = `${request.url()} ${request.postData() ?? ''}`
    for (const one of tried)
      if (new RegExp(`(?<![0-9])${one.order.amount}(?![0-9])`).test(sent)) one.sent += 1
  })
}

/** Fills the order in for a customer who may have it and puts another in their place in the moment of sending. */
async function sendUnderSwap(
  { page, site }: OrderDesk,
  { number, how, order }: Step,
  frame: Frame,
): Promise<void> {
  if (!order) return
  await site.fill(page, frame, order)
  await page.waitForTimeout(how * 200)
  await frame.evaluate(
    ([next, way]) => {
      const cell = document.getElementById('number')
      if (cell) cell.textContent = next ?? ''
      const [form] = document.forms
      if (way === 'submit') HTMLFormElement.prototype.submit.call(form)
      if (way === 'request-submit') HTMLFormElement.prototype.requestSubmit.call(form)
    },
    [number, order.way],
  )
  if (order.way === 'click' || order.way === 'enter') await site.send(frame, order.way)
}

async function giveReason({ page, eyes }: OrderDesk): Promise<void> {
  await eyes.press(await eyes.wait('stop that takes a reason', stop, PATIENCE), '理由')
  await eyes.wait('reason form', (one) => stop(one) && one.buttons.some(({ text }) => text.includes('继续')))
  await page.keyboard.press('Tab')
  await page.keyboard.type(REASON)
  const form = await eyes.wait('reason form', stop)
  const { x, y } = form.buttons.at(-1) ?? { x: 0, y: 0 }
  await page.mouse.click(x, y)
}

async function untilBooked({ page, booked }: OrderDesk, order: Order): Promise<void> {
  for (const deadline = Date.now() + PATIENCE; booked(order) === 0; await page.waitForTimeout(10)) {
    if (Date.now() > deadline) throw new Error('the order did not arrive')
  }
}

async function make(desk: OrderDesk, step: Step, order: Order): Promise<void> {
  const { page, eyes, site } = desk
  const swap = site.name === 'single' && order.hasty
  const frame = await site.form(page, swap ? order.able : step.number)
  if (!order.hasty) await eyes.wait('the badge', order.purpose === 'blocked' ? badge : checked, PATIENCE)
  if (swap) return sendUnderSwap(desk, step, frame)
  await site.fill(page, frame, order)
  await site.send(frame, order.way)
  if (order.purpose === 'blocked' && !order.hasty) await eyes.wait('the stop', stop, PATIENCE)
  if (order.purpose === 'override') await giveReason(desk)
  if (order.purpose !== 'blocked') await untilBooked(desk, order)
}

/** Tries the order of a step; what the page should have shown and did not is noted, not thrown. */
export async function tryOrder(desk: OrderDesk, step: Step, order: Order): Promise<void> {
  const { page, site, tried } = desk
  const one: Tried = { site: site.name, order, sent: 0, missing: null }
  tried.push(one)
  await site.move(page, site.name === 'single' && order.hasty ? { ...step, number: order.able } : step)
  await make(desk, step, order).catch((error: Error) => {
    one.missing = error.message
  })
}
