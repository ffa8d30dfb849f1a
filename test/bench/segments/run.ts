import { fileURLToPath } from 'node:url'
import { unstable_startWorker } from 'wrangler'
import { Trouble } from '../../../db/trouble.ts'
import type { SegmentationRun, SegmentModel } from '../../../worker/contract/segmentation.ts'

export interface Timed {
  run: SegmentationRun
  /** Milliseconds of each step, by the phase it was of. */
  steps: { phase: SegmentationRun['phase']; ms: number }[]
}

export interface SegmentsWorker {
  /** Milliseconds of reading and parsing every customer, page by page. */
  read(): Promise<number>
  /** A whole run, step by step. */
  compute(model: SegmentModel): Promise<Timed>
  close(): Promise<void>
}

/** The bench's Worker in workerd, on the local D1 below `stateDir`. */
export async function startSegmentsWorker(stateDir: string): Promise<SegmentsWorker> {
  const worker = await unstable_startWorker({
    name: 'bench-segments',
    // Without it the product's own is read, whose objects this Worker does not have.
    config: fileURLToPath(new URL('../../../db/local.toml', import.meta.url)),
    entrypoint: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    compatibilityDate: '2026-10-01',
    bindings: { DB: { type: 'd1', database_id: '00000000-0000-0000-0000-000000000000' } },
    dev: { logLevel: 'none', server: { port: 0 }, inspector: false, persist: stateDir },
  })
  await worker.ready
  const ask = async (path: string, body = '') =>
    (await worker.fetch(`http://bench.example${path}`, { method: 'POST', body })).json()
  return {
    read: async () => {
      const start = performance.now()
      for (let after: string | null = ''; after !== null; )
        after = ((await ask('/read', after)) as { next: string | null }).next
      return performance.now() - start
    },
    compute: async (model) => {
      const { id } = (await ask('/start', model)) as SegmentationRun
      const steps: Timed['steps'] = []
      for (;;) {
        const before = (await ask('/run', String(id))) as SegmentationRun
        if (before.state === 'failed')
          throw new Trouble({ zh: `计算失败：${before.failure}`, en: `The run failed: ${before.failure}` })
        if (before.state !== 'computing') return { run: before, steps }
        const start = performance.now()
        await ask('/step')
        steps.push({ phase: before.phase, ms: performance.now() - start })
      }
    },
    close: () => worker.dispose(),
  }
}
