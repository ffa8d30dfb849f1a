import { fileURLToPath } from 'node:url'
import { unstable_startWorker } from 'wrangler'
import { type Figure, percentile } from '../figures.ts'
import type { WholeFigures } from './whole.ts'

/** Whole decisions in workerd: 10,000 rules, some 200 tips that pass eligibility, caps over 500 past outcomes. */
export async function benchWhole(): Promise<Figure[]> {
  const worker = await unstable_startWorker({
    name: 'bench-decide',
    entrypoint: fileURLToPath(new URL('./whole.ts', import.meta.url)),
    compatibilityDate: '2026-10-01',
    dev: { logLevel: 'none', server: { port: 0 }, inspector: false },
  })
  try {
    await worker.ready
    const answer = await worker.fetch('http://bench.example/')
    const { groups, passing } = (await answer.json()) as WholeFigures
    return [
      { name: 'whole decision in workerd: tips passing eligibility', value: passing, unit: 'tips' },
      { name: 'whole decision in workerd p50', value: percentile(groups, 0.5), unit: 'ms' },
      { name: 'whole decision in workerd p99', value: percentile(groups, 0.99), unit: 'ms' },
    ]
  } finally {
    await worker.dispose()
  }
}
