import { fileURLToPath } from 'node:url'
import { unstable_startWorker } from 'wrangler'
import type { PreviewCounts, PreviewStretch } from '../../../worker/contract/preview.ts'
import { addCounts, noCounts } from '../../../worker/decision/preview-counts.ts'
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
  const worker = await unstable_startWorker({
    name: 'bench-preview',
    // The project's own names objects of the live channel, which this Worker has not.
    config: fileURLToPath(new URL('../../../db/local.toml', import.meta.url)),
    entrypoint: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    compatibilityDate: '2026-10-01',
    bindings: { DB: { type: 'd1', database_id: '00000000-0000-0000-0000-000000000000' } },
    dev: { logLevel: 'none', server: { port: 0 }, inspector: false, persist: stateDir },
  })
  await worker.ready
  const ask = async (path: string, body: string) =>
    (await worker.fetch(`http://bench.example${path}`, { method: 'POST', body })).json()
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
    close: () => worker.dispose(),
  }
}
