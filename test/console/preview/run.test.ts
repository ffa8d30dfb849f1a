import { expect, it } from 'vitest'
import { EdgeRefusal } from '../../../extension/console/edge.ts'
import { type Ask, type PreviewState, runPreview } from '../../../extension/console/preview/run.ts'
import { noCounts } from '../../../worker/decision/preview-counts.ts'

const decision = { tips: [] }
const sample = (key: string) => ({
  customerKey: key,
  decision,
  contact: { startedAt: '2026-11-24T02:00:00.000Z' },
})
const stretches = [
  { counts: { ...noCounts(), customers: 2000, hit: 1 }, samples: [sample('a')], total: 4500, next: 'k1' },
  {
    counts: { ...noCounts(), customers: 2000, hit: 5 },
    samples: [sample('b'), sample('c')],
    total: null,
    next: 'k2',
  },
  { counts: { ...noCounts(), customers: 500, hit: 2 }, samples: [], total: null, next: null },
]

/** An edge that answers stretch after stretch, and what it was asked. */
function edge(asked: Record<string, unknown>[] = []) {
  let at = 0
  const ask = async (_: unknown, { path, body }: { path: string; body?: unknown }) => {
    if (path.endsWith('findings')) return { dead: [], pairs: [] }
    asked.push(body as Record<string, unknown>)
    return stretches[at++]
  }
  return ask as unknown as Ask
}

const change = { kind: 'tip', itemId: 'call-back', content: {}, conditions: ['customer.age > 60'] } as const

it('asks on until all is counted, tells how far it is, and wants no more customers than it shows', async () => {
  const [asked, told]: [Record<string, unknown>[], PreviewState[]] = [[], []]
  await runPreview(change, (state) => told.push(state), new AbortController().signal, edge(asked))
  expect(asked.map(({ after, samples }) => [after, samples])).toEqual([
    ['', 3],
    ['k1', 2],
    ['k2', 0],
  ])
  expect(told.map(({ counts, total, done }) => [counts.customers, counts.hit, total, done])).toEqual([
    [2000, 1, 4500, false],
    [4000, 6, 4500, false],
    [4500, 8, 4500, true],
  ])
  expect(told.at(-1)?.samples.map(({ customerKey }) => customerKey)).toEqual(['a', 'b', 'c'])
})

it('ends without a word when it is called off', async () => {
  const control = new AbortController()
  const told: PreviewState[] = []
  const asked: Record<string, unknown>[] = []
  const tell = (state: PreviewState) => {
    told.push(state)
    control.abort()
  }
  await runPreview(change, tell, control.signal, edge(asked))
  expect([told.length, asked.length]).toEqual([1, 1])
})

it('hands on why the edge refuses', async () => {
  const refuse = (async () => {
    throw new EdgeRefusal('refused')
  }) as unknown as Ask
  await expect(runPreview(change, () => undefined, new AbortController().signal, refuse)).rejects.toThrow(
    EdgeRefusal,
  )
})
