import type { Page } from 'playwright-core'
import { type CrmKind, orderFrame, remarkOf } from '../../stand/crm-driver.ts'
import type { Figure } from '../figures.ts'
import { addedFigure, bareFigure, noSamples } from './added.ts'
import { type Browsers, inTurns, openPages } from './browsers.ts'
import type { Course } from './courses.ts'
import { meter, metricsOf } from './metrics.ts'

/** Keys of one round, and the pause between two of them: a fast typist. Milliseconds. */
const [KEYS, PAUSE] = [30, 60]
const REMARK = '客户来电询问理财产品的期限与赎回安排，已说明风险等级与费用。'.repeat(70).slice(0, 2000)

async function prepare(page: Page, kind: CrmKind, course: Course): Promise<void> {
  await page.goto(course.address(0))
  const remark = remarkOf(await orderFrame(page, kind), kind)
  await remark.fill(REMARK)
  await remark.focus()
  await page.keyboard.press('End')
  // Signing in, the badge and its card are not what is measured here.
  await page.waitForTimeout(3000)
}

async function typeOnce(page: Page, keys: number): Promise<void> {
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press(key % 2 ? 'Backspace' : 'a')
    await page.waitForTimeout(PAUSE)
  }
}

/** Processor time of the page's main thread for one key in a watched remark, what follows in the same 60 ms counted in. */
export async function measureTyping(
  browsers: Browsers,
  kind: CrmKind,
  course: Course,
  rounds: number,
): Promise<Figure[]> {
  const pages = await openPages(browsers)
  for (const page of Object.values(pages)) await prepare(page, kind, course)
  const sessions = {
    ours: await meter(pages.ours),
    bare: await meter(pages.bare),
    react: await meter(pages.react),
  }
  const samples = noSamples()
  await inTurns(rounds, async (which) => {
    await pages[which].bringToFront()
    const before = await metricsOf(sessions[which])
    await typeOnce(pages[which], KEYS)
    const after = await metricsOf(sessions[which])
    samples[which].push((after.tasks - before.tasks) / KEYS)
  })
  for (const page of Object.values(pages)) await page.close()
  const name = `${course.name}: CPU a keystroke`
  return [bareFigure(`${name}, page alone`, 'ms', samples), addedFigure(`${name} added`, 'ms', samples)]
}
