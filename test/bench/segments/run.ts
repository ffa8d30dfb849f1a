import { Trouble } from '../../../db/trouble.ts'
import type { SegmentationRun, SegmentModel } from '../../../worker/contract/segmentation.ts'
import { startBenchWorker } from '../worker.ts'

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
  const { ask, close } = await startBenchWorker(
    'bench-segments',
    new URL('./worker.ts', import.meta.url),
    stateDir,
  )
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
    close,
  }
}
