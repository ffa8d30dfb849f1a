import type { Frame, Page, Request } from 'playwright-core'
import { type CrmKind, customerUrl, fillOrder, orderFrame, pressSubmit } from '../stand/crm-driver.ts'
import { NUMBER_IN } from '../stand/crm-numbers.ts'
import type { Order, SiteName, Step, Way } from './plan.ts'

/** A CRM that is fuzzed: how one goes to another customer there, and how an order is made. */
export interface Site {
  name: SiteName
  start: string
  /** The number standing in a document, or null: text of a function. */
  numberIn: string
  move(page: Page, step: Step): Promise<void>
  /** The frame with the order form, once it is that customer's. */
  form(page: Page, number: string): Promise<Frame>
  fill(page: Page, frame: Frame, order: Order): Promise<void>
  send(frame: Frame, way: Way): Promise<void>
  /** True for a request that carries an order. */
  isOrder(request: Request): boolean
}

const SHORTCUT: Record<CrmKind, string> = { frames: 'F9', webforms: 'F9', spa: 'Control+Enter' }
const AMOUNT: Record<CrmKind, string> = {
  frames: 'input[name=je]',
  webforms: 'input[id$=_txtAmount]',
  spa: 'form.order-form input[name=amount]',
}

/** As a script of the page sends its form. */
const sendByScript = (frame: Frame, method: 'submit' | 'requestSubmit'): Promise<void> =>
  frame.evaluate((name) => {
    const form = document.querySelector('form.order-form') ?? document.forms[0]
    HTMLFormElement.prototype[name].call(form as HTMLFormElement)
  }, method)

/** Sends the order of a form in one of the ways. `amount` is the field that has the focus for a key. */
export async function send(frame: Frame, way: Way, amount: string, key: string, press: () => Promise<void>) {
  if (way === 'click') await press()
  else if (way === 'enter') await frame.press(amount, 'Enter')
  else if (way === 'shortcut') await frame.press(amount, key)
  else await sendByScript(frame, way === 'submit' ? 'submit' : 'requestSubmit')
}

const moveInSpa: Site['move'] = (page, { number, how, order }) =>
  how < 0.7 || order
    ? page.evaluate((hash) => location.assign(hash), `#/customer/${number}`)
    : page.evaluate(() => document.querySelector<HTMLElement>('button[data-action=next]')?.click())

/** By the quick search, or to a neighbour. */
const moveInWebforms: Site['move'] = (page, { number, how, order }) =>
  page.evaluate(
    ([button, query]) => {
      const search = document.getElementById('ctl00_txtQuickNo') as HTMLInputElement
      search.value = query ?? ''
      document.querySelector<HTMLElement>(`[id$=_${button}]`)?.click()
    },
    [how < 0.3 || order ? 'btnQuick' : how < 0.9 ? 'btnNext' : 'btnPrev', number],
  )

declare global {
  /** Documents of the frameset CRM that are still to come. */
  var finelineDue: ReturnType<typeof setTimeout>[] | undefined
}

/** The two documents go out of step, either first; where an order is to follow, none of a step before comes in between. */
const moveInFrames: Site['move'] = (page, { number, late, order }) =>
  page.evaluate(
    ([khh, wait, alone]) => {
      const open = (name: string, path: string, after: number) =>
        setTimeout(() => {
          const frame = (window.frames as unknown as Record<string, Window>)[name]
          if (frame) frame.location.href = `/frames/${path}?khh=${khh}`
        }, after)
      if (alone) for (const timer of globalThis.finelineDue ?? []) clearTimeout(timer)
      globalThis.finelineDue = [
        ...(globalThis.finelineDue ?? []).slice(-10),
        open('mainFrame', 'detail.do', Math.max(0, -wait)),
        open('orderFrame', 'order.do', Math.max(0, wait)),
      ]
    },
    [number, late, order !== null] as const,
  )

const MOVES: Record<CrmKind, Site['move']> = {
  spa: moveInSpa,
  webforms: moveInWebforms,
  frames: moveInFrames,
}

const ORDERED: Record<CrmKind, (request: Request) => boolean> = {
  frames: (request) =>
    request.url().endsWith('/frames/order.do') && !request.postData()?.includes('action=save'),
  webforms: (request) =>
    new URLSearchParams(request.postData() ?? '').get('__EVENTTARGET')?.endsWith('btnSubmit') ?? false,
  spa: (request) => request.url().endsWith('/spa/api/orders'),
}

/** Waits until the number stands in the frame that `find` gives; a frame may be replaced meanwhile. */
export async function standing(
  page: Page,
  number: string,
  numberIn: string,
  find: () => Promise<Frame | null>,
) {
  const deadline = Date.now() + 15_000
  for (;;) {
    const frame = await find()
    const read = await frame?.evaluate<string | null>(`(${numberIn})(document)`).catch(() => null)
    if (frame && read === number) return frame
    if (Date.now() > deadline) throw new Error(`${number} does not stand in the order form of ${page.url()}`)
    await page.waitForTimeout(10)
  }
}

/** One of the simulator's three. */
export function simulatorSite(name: CrmKind, crmUrl: string, first: string): Site {
  const numberIn = NUMBER_IN[name]
  return {
    name,
    start: customerUrl(crmUrl, name, first),
    numberIn,
    move: MOVES[name],
    form: (page, number) => standing(page, number, numberIn, () => orderFrame(page, name)),
    fill: async (page, _frame, { product, amount }) => {
      await fillOrder(page, name, { product, amount, disclosed: true })
    },
    send: (frame, way) => send(frame, way, AMOUNT[name], SHORTCUT[name], () => pressSubmit(frame, name)),
    isOrder: (request) => request.method() === 'POST' && ORDERED[name](request),
  }
}
