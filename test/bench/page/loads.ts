import type { Figure } from '../figures.ts'
import { addedFigure, bareFigure, noSamples } from './added.ts'
import { type Browsers, inTurns, openPages } from './browsers.ts'
import type { Course } from './courses.ts'
import { meter, metricsOf } from './metrics.ts'

/** How long after the load event is still loading: the badge stands by then, and no card opens by itself yet. Milliseconds. */
const AFTER = 600

/** Processor time of the page's main thread from the begin of the document until shortly after its load. */
export async function measureLoads(browsers: Browsers, course: Course, rounds: number): Promise<Figure[]> {
  const pages = await openPages(browsers)
  const sessions = {
    ours: await meter(pages.ours),
    bare: await meter(pages.bare),
    react: await meter(pages.react),
  }
  const samples = noSamples()
  await inTurns(rounds + 1, async (which, round) => {
    const page = pages[which]
    await page.bringToFront()
    await page.goto('about:blank')
    await page.goto(course.address(round))
    await page.waitForTimeout(AFTER)
    const { tasks } = await metricsOf(sessions[which])
    // The first of each browser compiles what the others find compiled.
    if (round > 0) samples[which].push(tasks)
  })
  for (const page of Object.values(pages)) await page.close()
  const name = `${course.name}: load CPU`
  return [bareFigure(`${name}, page alone`, 'ms', samples), addedFigure(`${name} added`, 'ms', samples)]
}
