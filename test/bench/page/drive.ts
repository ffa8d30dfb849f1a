import type { BrowserContext, Page } from 'playwright-core'
import type { Course } from './courses.ts'
import { type PageCost, type PageMoment, SEEN, TAKEN, watchText } from './watch-page.ts'

/** How long every customer is looked at, with badges or without: what moves late must be seen in both. Milliseconds. */
const STAY = 150

/** Switches through a course and collects what every frame of the page saw; without badges none is waited for. */
export async function drive(
  context: BrowserContext,
  course: Course,
  switches: number,
  badges = true,
): Promise<PageCost> {
  const page = await context.newPage()
  const all: PageCost = { moments: [], longTasks: [], layoutShift: 0 }
  await page.addInitScript({ content: watchText(course.numberIn) })
  await page.goto(course.start)
  for (let at = 0; at <= switches; at++) {
    const [moment] = await Promise.all([badges ? settled(page) : undefined, page.waitForTimeout(STAY)])
    await collect(page, all)
    if (at < switches) await course.next(page, at, moment?.number ?? '')
  }
  await page.close()
  return all
}

async function seenIn(page: Page, text = SEEN): Promise<PageCost[]> {
  const answers = page.frames().map((frame) => frame.evaluate<PageCost>(text).catch(() => null))
  return (await Promise.all(answers)).filter((seen) => seen !== null && seen !== undefined)
}

async function collect(page: Page, all: PageCost): Promise<void> {
  for (const seen of await seenIn(page, TAKEN)) {
    all.moments.push(...seen.moments)
    all.longTasks.push(...seen.longTasks)
    all.layoutShift += seen.layoutShift
  }
}

/** Waits until the customer now standing there has been painted with a badge; gives up after three seconds. */
async function settled(page: Page): Promise<PageMoment | undefined> {
  const deadline = Date.now() + 3000
  for (;;) {
    const last = (await seenIn(page))
      .flatMap(({ moments }) => moments)
      .toSorted((a, b) => a.at - b.at)
      .at(-1)
    if (last?.painted || Date.now() > deadline) return last
    await page.waitForTimeout(10)
  }
}
