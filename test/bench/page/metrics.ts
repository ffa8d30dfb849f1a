import type { CDPSession, Page } from 'playwright-core'

/** What the browser counts of one page, all its frames together. Milliseconds of processor time; bytes. */
export interface Metrics {
  tasks: number
  heap: number
}

/** Counts processor time and not wall time, so that other programs on the machine disturb little. */
export async function meter(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

/** Since the document began. */
export async function metricsOf(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  // What this very question costs is no part of the page.
  return { tasks: (of('TaskDuration') - of('DevToolsCommandDuration')) * 1000, heap: of('JSHeapUsedSize') }
}

/** Heap that stays taken after a collection. Bytes. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  return (await metricsOf(session)).heap
}
