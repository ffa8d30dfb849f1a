import type { Page } from 'playwright-core'
import { type CrmKind, customerUrl } from '../../stand/crm-driver.ts'
import { NUMBER_IN } from '../../stand/crm-numbers.ts'
import type { Stand } from '../../stand/stand.ts'

/** A way through many customers of one CRM. */
export interface Course {
  name: string
  start: string
  /** The number standing in a document, or null: text of a function. */
  numberIn: string
  /** True where the next customer is a new document, with which what was seen would be lost. */
  reloads: boolean
  next(page: Page, at: number, number: string): Promise<void>
  /** Address of a customer's page, by place in the base. */
  address(at: number): string
}

/** Where in the base each kind begins. */
const START: Record<CrmKind, number> = { frames: 0, webforms: 300, spa: 600 }

/** The detail frame alone: the order frame shows no badge of its own. */
const DETAIL_ONLY = NUMBER_IN.frames.replace('detail[.]do|order[.]do', 'detail[.]do')

/** One customer after another, as the agent would go from one to the next. */
export function simulatorCourse(stand: Stand, kind: CrmKind): Course {
  const { customers } = stand.data
  const numberOf = (at: number) => customers[(START.spa + at) % customers.length]?.number ?? ''
  const address = (at: number) =>
    customerUrl(stand.crmUrl, kind, customers[at % customers.length]?.number ?? '')
  const steps: Record<CrmKind, Course['next']> = {
    spa: (page, at) => page.evaluate((hash) => location.assign(hash), `#/customer/${numberOf(at)}`),
    webforms: (page) => page.click('[id$=_btnNext]'),
    frames: async (page) => page.frame('mainFrame')?.click('text=下一位'),
  }
  return {
    name: kind,
    // Each kind walks customers of its own: none may be known from the one before.
    start: address(START[kind]),
    numberIn: kind === 'frames' ? DETAIL_ONLY : NUMBER_IN[kind],
    reloads: kind === 'frames',
    address,
    next: async (page, at, number) => {
      await steps[kind](page, at, number)
      await moved(page, kind === 'frames' ? DETAIL_ONLY : NUMBER_IN[kind], number)
    },
  }
}

/** Waits until another number stands in the page; two neighbours may be one customer on nobody's CRM. */
async function moved(page: Page, numberIn: string, from: string): Promise<void> {
  const deadline = Date.now() + 5000
  while (Date.now() < deadline) {
    const numbers = await numbersIn(page, numberIn)
    if (numbers.some((number) => number && number !== from)) return
    await page.waitForTimeout(5)
  }
}

/** A CRM that nobody here knows: each customer by its address. A document shows a customer
 * where exactly one of the numbers stands in it, as a text or a field's value of its own. */
export function foreignCourse(template: string, numbers: string[]): Course {
  const list = JSON.stringify(numbers)
  const address = (at: number) =>
    template.replaceAll('{number}', encodeURIComponent(numbers[at % numbers.length] ?? ''))
  return {
    name: 'crm',
    start: address(0),
    numberIn: `(doc) => {
      const known = (globalThis.finelineNumbers ??= new Set(${list}))
      const found = new Set()
      const keep = (text) => { const one = text.trim(); if (known.has(one)) found.add(one) }
      const walk = doc.createTreeWalker(doc, NodeFilter.SHOW_TEXT)
      while (walk.nextNode()) keep(walk.currentNode.data)
      for (const field of doc.querySelectorAll('input')) keep(field.value)
      return found.size === 1 ? [...found][0] : null
    }`,
    reloads: true,
    address,
    next: async (page, at) => {
      await page.goto(address(at + 1))
    },
  }
}

const numbersIn = (page: Page, numberIn: string): Promise<(string | null)[]> =>
  Promise.all(
    page.frames().map((frame) => frame.evaluate<string | null>(`(${numberIn})(document)`).catch(() => null)),
  )

/** Waits until a number stands in the page, or none. */
async function standing(page: Page, numberIn: string, one: boolean): Promise<void> {
  while ((await numbersIn(page, numberIn)).some(Boolean) !== one) await page.waitForTimeout(5)
}

/** To the list and back to the same customer, as within one contact: the decision is known. */
export function knownCourse(stand: Stand): Course {
  const course = simulatorCourse(stand, 'spa')
  const go = (page: Page, hash: string) => page.evaluate((to) => location.assign(to), hash)
  return {
    ...course,
    name: 'known',
    start: course.address(0),
    next: async (page, _at, number) => {
      await go(page, '#/list')
      await standing(page, course.numberIn, false)
      await page.waitForTimeout(100)
      await go(page, `#/customer/${number}`)
      await standing(page, course.numberIn, true)
    },
  }
}
