import type { BrowserContext } from 'playwright-core'
import { stopWorker } from '../stand/browser.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import type { Stand } from '../stand/stand.ts'
import type { Fates } from './fates.ts'
import { countSent, type OrderDesk, type Tried, tryOrder } from './orders.ts'
import { watchPanel } from './panel-watch.ts'
import type { Order, Step } from './plan.ts'
import type { Site } from './sites.ts'
import { type Naming, NOT_CHECKED, WINDOW_SEEN, type WindowSeen, watchText } from './watch-window.ts'

/** What a run on one site needs. */
export interface Ground {
  context: BrowserContext
  stand: Stand
  fates: Fates
  /** First eight digits of each customer's key, by number. */
  keys: Record<string, string>
  booked(order: Order): number
}

/** Everything seen on one site. */
export interface SiteSeen {
  site: string
  steps: number
  window: WindowSeen
  panel: Naming[]
  tried: Tried[]
  /** Wall times at which the service worker was stopped. Milliseconds. */
  stops: number[]
}

const firstBadge = ({ kind, text }: Seen): boolean => kind === 'badge' && !text.includes(NOT_CHECKED)

async function takeStep(ground: Ground, desk: OrderDesk, step: Step, stops: number[]): Promise<void> {
  const { page, site } = desk
  const { order, stay, stopAfter } = step
  // An order that is to pass needs an edge that answers; one that is to be stopped is stopped in any weather.
  ground.fates.calm = order !== null && order.purpose !== 'blocked'
  if (order) await tryOrder(desk, step, order)
  else await site.move(page, step)
  if (stopAfter !== null) {
    await page.waitForTimeout(stopAfter)
    stops.push(Date.now())
    await stopWorker(ground.context)
  }
  await page.waitForTimeout(stay - (stopAfter ?? 0))
}

/** Goes through the steps of one site with a panel open beside it, and reports what every animation frame showed. */
export async function runSite(ground: Ground, site: Site, steps: readonly Step[]): Promise<SiteSeen> {
  const { context, stand, keys, fates } = ground
  fates.calm = true
  const page = await context.newPage()
  const eyes = await Eyes.open(page)
  await page.goto(site.start)
  await eyes.wait('the first badge', firstBadge, 60_000)
  const panel = await watchPanel(context, stand, page)
  await page.bringToFront()
  await eyes.inTop(watchText(keys, site.numberIn))
  const desk: OrderDesk = { page, eyes, site, booked: ground.booked, tried: [] }
  countSent(desk)
  const stops: number[] = []
  for (const step of steps) await takeStep(ground, desk, step, stops)
  await page.waitForTimeout(500)
  const window = await eyes.inTop<WindowSeen>(WINDOW_SEEN)
  const named = await panel.close()
  await page.close()
  return { site: site.name, steps: steps.length, window, panel: named, tried: desk.tried, stops }
}
