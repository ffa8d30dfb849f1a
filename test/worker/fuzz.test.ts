import { env, exports } from 'cloudflare:workers'
import { beforeAll, expect, inject, it, vi } from 'vitest'
import { describeFault, fuzzApi, type Target } from '../fuzz/api/fuzz.ts'
import type { FuzzAnswer } from '../fuzz/api/judge.ts'
import type { FuzzRequest } from '../fuzz/api/requests.ts'
import { addBase, keyOf, publishPlaybook } from './edge.ts'
import { countWrites, type Writes, writesOf, writtenBetween } from './writes.ts'

const both = [env.PLAYBOOK, env.CUSTOMERS]

const SEED = 20_261_126
const tokens = inject('tokens')
const customerKeys = [keyOf(1), keyOf(2), keyOf(3)]

beforeAll(async () => {
  await publishPlaybook()
  const customers = Object.fromEntries(customerKeys.map((key, at) => [key, { age: 17 + at * 30 }]))
  await addBase({ dataset: 'bank', load: 'one', finishedAt: '2026-01-01T00:00:00.000Z', customers })
  for (const one of both) await countWrites(one)
})

function tokenOf(as: string): Record<string, string> {
  if (as === 'none') return {}
  const token = tokens.refused[as] ?? tokens[as as 'agent']
  return { authorization: `Bearer ${token}` }
}

let before: Writes = {}

async function send({ method, path, headers, body, as }: FuzzRequest): Promise<FuzzAnswer | null> {
  const start = performance.now()
  const init = { method, headers: { ...tokenOf(as), ...headers }, body: body as BodyInit | null }
  const request = (() => {
    try {
      return new Request(`https://edge.example${path}`, init)
    } catch {
      return null
    }
  })()
  if (!request) return null
  const answer = await exports.default.fetch(request as never)
  const text = await answer.text()
  const took = performance.now() - start
  const writes = await writesOf(both)
  const written = writtenBetween(before, writes)
  before = writes
  return { status: answer.status, headers: answer.headers, body: text, took, written }
}

it('answers two thousand requests of every kind with what it should, and writes nothing that it refuses', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const target: Target = { send, forgeries: Object.keys(tokens.refused), customerKeys }
  const { faults, accepted, requests } = await fuzzApi(target, { requests: 2000, seed: SEED })
  expect(faults.map(describeFault).join('\n\n')).toBe('')
  expect(requests).toBe(2000)
  // A run that got nowhere proves nothing.
  expect(Object.keys(accepted).length).toBeGreaterThan(20)
}, 120_000)
