import type { Passage } from '../../stand/network.ts'
import { type Figure, percentile } from '../figures.ts'
import type { Browsers } from './browsers.ts'
import type { Course } from './courses.ts'
import { drive } from './drive.ts'
import type { PageCost } from './watch-page.ts'

/** Times from the customer in the document to a badge: open there, and painted. Milliseconds. */
function timesOf({ moments }: PageCost): { opened: number[]; painted: number[] } {
  const since = (to: 'opened' | 'painted') =>
    moments.flatMap((moment) => (moment.painted === null ? [] : [(moment[to] ?? moment.painted) - moment.at]))
  return { opened: since('opened'), painted: since('painted') }
}

function badgeFigures(name: string, cost: PageCost): Figure[] {
  const { opened, painted } = timesOf(cost)
  return [
    { name: `${name}: customers shown`, value: painted.length, unit: `of ${cost.moments.length}` },
    { name: `${name}: customer to badge p50`, value: percentile(painted, 0.5), unit: 'ms' },
    { name: `${name}: customer to badge p95`, value: percentile(painted, 0.95), unit: 'ms' },
    { name: `${name}: of it before the frame is drawn p50`, value: percentile(opened, 0.5), unit: 'ms' },
    { name: `${name}: of it before the frame is drawn p95`, value: percentile(opened, 0.95), unit: 'ms' },
  ]
}

function edgeFigure(name: string, cost: PageCost, passages: Passage[]): Figure {
  const asked = passages.filter(({ path }) => path === '/v1/decisions').map(({ took }) => took)
  const [baseline, value] = [percentile(timesOf(cost).painted, 0.5), percentile(asked, 0.5)]
  return { name: `${name}: of it in the edge p50`, value, unit: 'ms', baseline, ratio: value / baseline }
}

/** Entries of one task differ by the rounding of each frame's clock. */
function distinct(starts: readonly number[]): number {
  return starts.toSorted((a, b) => a - b).filter((at, place, all) => at - (all[place - 1] ?? -9) > 5).length
}

function costFigures(name: string, cost: PageCost, bare: PageCost): Figure[] {
  const [tasks, without] = [distinct(cost.longTasks), distinct(bare.longTasks)]
  return [
    { name: `${name}: tasks over 50 ms`, value: tasks, unit: 'tasks', baseline: without },
    { name: `${name}: layout shift`, value: cost.layoutShift, unit: 'score', baseline: bare.layoutShift },
  ]
}

/** Many customers one after the other, with Fineline, with the page alone and, where it can read the page, in React. */
export async function measureSwitching(
  { ours, bare, react }: Browsers,
  course: Course,
  switches: number,
  passages: Passage[],
  withReact: boolean,
): Promise<Figure[]> {
  // The first pages pay for sign-in and a cold Worker; they are measured by nobody's patience but once.
  await drive(ours, course, 5)
  passages.length = 0
  const cost = await drive(ours, course, switches)
  const figures = [...badgeFigures(course.name, cost), edgeFigure(course.name, cost, passages)]
  const alone = await drive(bare, course, switches, false)
  figures.push(...costFigures(course.name, cost, alone))
  if (withReact) {
    const rival = await drive(react, course, switches)
    figures.push(...costFigures(`${course.name}, React`, rival, alone))
  }
  return figures
}

/** Customers whose decision is known already. */
export async function measureKnown(
  ours: Browsers['ours'],
  course: Course,
  switches: number,
): Promise<Figure[]> {
  await drive(ours, course, 5)
  return badgeFigures(course.name, await drive(ours, course, switches))
}
