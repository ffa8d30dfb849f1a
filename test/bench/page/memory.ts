import type { CDPSession, Page } from 'playwright-core'
import type { Figure } from '../figures.ts'
import { ALL, type Browsers, type Which } from './browsers.ts'
import type { Course } from './courses.ts'
import { heapOf, meter } from './metrics.ts'

/** After so many switches everything that is made once has been made; after so many the heap is looked at again. */
const [EARLY, LATE] = [100, 500]
/** Long enough for the badge of most. Milliseconds. */
const STAY = 60

async function switchOn(page: Page, course: Course, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at++) {
    await course.next(page, at, '')
    await page.waitForTimeout(STAY)
  }
}

async function heapsOf(page: Page, session: CDPSession, course: Course): Promise<[number, number]> {
  await page.goto(course.start)
  await page.waitForTimeout(1000)
  await switchOn(page, course, 0, EARLY)
  const early = await heapOf(session)
  await switchOn(page, course, EARLY, LATE)
  return [early, await heapOf(session)]
}

/** What the heap of a page that lives long has grown by between 100 and 500 customers, beside the page alone. */
export async function measureMemory(browsers: Browsers, course: Course): Promise<Figure[]> {
  const heaps = {} as Record<Which, [number, number]>
  for (const which of ALL) {
    const page = await browsers[which].newPage()
    heaps[which] = await heapsOf(page, await meter(page), course)
    await page.close()
  }
  const { ours, bare, react } = heaps
  const KB = 1024
  const figure = (name: string, at: 0 | 1): Figure => ({
    name: `${course.name}: heap added, ${name}`,
    value: (ours[at] - bare[at]) / KB,
    unit: 'KB',
    baseline: (react[at] - bare[at]) / KB,
    ratio: (ours[at] - bare[at]) / (react[at] - bare[at]),
  })
  const grown = ([early, late]: [number, number]) => (late - early) / KB / (LATE - EARLY)
  return [
    figure(`${EARLY} switches`, 0),
    figure(`${LATE} switches`, 1),
    {
      name: `${course.name}: heap grown a switch, with`,
      value: grown(ours),
      unit: 'KB',
      baseline: grown(bare),
    },
    {
      name: `${course.name}: heap grown a switch, React`,
      value: grown(react),
      unit: 'KB',
      baseline: grown(bare),
    },
  ]
}
