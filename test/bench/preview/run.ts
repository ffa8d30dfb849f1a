import type { PreviewCounts, PreviewStretch } from '../../../worker/contract/preview.ts'
import { addCounts, noCounts } from '../../../worker/decision/preview-counts.ts'
import { startBenchWorker } from '../worker.ts'
import type { CHANGE } from './change.ts'

export interface PreviewWorker {
  /** Reads and parses the whole base, page by page. */
  read(): Promise<{ ms: number; customers: number }>
  /** Previews the whole base, page by page, as the console does. */
  preview(change: typeof CHANGE): Promise<{ ms: number; requests: number; counts: PreviewCounts }>
  close(): Promise<void>
}

/** The bench's Worker in workerd, on the local D1 below `stateDir`. */
export async function startPreviewWorker(stateDir: string): Promise<PreviewWorker> {
  const { ask, close } = await startBenchWorker(
    'bench-preview',
    new URL('./worker.ts', import.meta.url),
    stateDir,
  )
  return {
    read: async () => {
      let customers = 0
      const start = performance.now()
      for (let after: string | null = ''; after !== null; ) {
        const part = (await ask('/read', after)) as { next: string | null; customers: number }
        customers += part.customers
        after = part.next
      }
      return { ms: performance.now() - start, customers }
    },
    preview: async (change) => {
      let [counts, requests] = [noCounts(), 0]
      const start = performance.now()
      for (let after: string | null = ''; after !== null; requests++) {
        const part = (await ask(
          '/preview',
          JSON.stringify({ ...change, after, samples: after ? 0 : 3 }),
        )) as PreviewStretch
        counts = addCounts(counts, part.counts)
        after = part.next
      }
      return { ms: performance.now() - start, requests, counts }
    },
    close,
  }
}
