import { fileURLToPath } from 'node:url'
import { unstable_startWorker } from 'wrangler'

/** As db/local.toml has them, and one more. */
const DATABASES = Object.fromEntries(
  Object.entries({ PLAYBOOK: 1, CUSTOMERS: 0, CUSTOMERS_2: 2 }).map(([name, no]) => [
    name,
    { type: 'd1' as const, database_id: `00000000-0000-0000-0000-00000000000${no}` },
  ]),
)

export interface BenchWorker {
  /** Posts a text to a path of it; its answer as JSON. */
  ask(path: string, body?: string): Promise<unknown>
  close(): Promise<void>
}

/**
 * A bench's own Worker in workerd, on the local D1 below `stateDir`.
 * @param entry of the Worker
 */
export async function startBenchWorker(name: string, entry: URL, stateDir: string): Promise<BenchWorker> {
  const worker = await unstable_startWorker({
    name,
    // Without it the product's own is read, whose objects this Worker does not have.
    config: fileURLToPath(new URL('../../db/local.toml', import.meta.url)),
    entrypoint: fileURLToPath(entry),
    compatibilityDate: '2026-10-01',
    bindings: DATABASES,
    dev: { logLevel: 'none', server: { port: 0 }, inspector: false, persist: stateDir },
  })
  await worker.ready
  return {
    ask: async (path, body = '') =>
      (await worker.fetch(`http://bench.example${path}`, { method: 'POST', body })).json(),
    close: () => worker.dispose(),
  }
}
