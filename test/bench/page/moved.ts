import type { Page } from 'playwright-core'
import type { Figure } from '../figures.ts'
import { ALL, type Browsers, type Which } from './browsers.ts'
import type { Course } from './courses.ts'

/** By then the badge stands everywhere. Milliseconds. */
const SETTLED = 1500
/** Less is rounding. CSS pixels. */
const MOVED = 0.5

/** Text: the rectangles of the page's own elements, in the order of the document. */
const RECTANGLES = `[...document.querySelectorAll('*')]
  .filter((element) => !/^(fineline-layer|rival-badge)$/i.test(element.tagName))
  .map((element) => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height] })`

type Rectangle = [x: number, y: number, width: number, height: number]

async function rectanglesOf(page: Page, address: string): Promise<Rectangle[]> {
  await page.goto(address)
  await page.waitForTimeout(SETTLED)
  const frames = page.frames().toSorted((a, b) => (a.url() < b.url() ? -1 : 1))
  return (await Promise.all(frames.map((frame) => frame.evaluate<Rectangle[]>(RECTANGLES)))).flat()
}

/** Elements that stand elsewhere; all of them where there are more or fewer. */
function movedIn(page: Rectangle[], bare: Rectangle[]): number {
  if (page.length !== bare.length) return Math.max(page.length, bare.length)
  return page.filter((one, at) => one.some((side, of) => Math.abs(side - (bare[at]?.[of] ?? 0)) > MOVED))
    .length
}

/** How many of the page's own elements an overlay moved: layout-shift entries miss most of it. */
export async function measureMoved(browsers: Browsers, course: Course): Promise<Figure> {
  const found = {} as Record<Which, Rectangle[]>
  for (const which of ALL) {
    const page = await browsers[which].newPage()
    found[which] = await rectanglesOf(page, course.address(0))
    await page.close()
  }
  return {
    name: `${course.name}: elements moved`,
    value: movedIn(found.ours, found.bare),
    unit: `of ${found.bare.length}`,
    baseline: movedIn(found.react, found.bare),
  }
}
