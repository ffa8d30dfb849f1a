import { vi } from 'vitest'
import { NewHold } from '../../worker/contract/records.ts'
import type { ProtectedRoute } from '../../worker/middleware/access.ts'
import { requestErasure } from '../../worker/services/erasures/request.ts'
import { placeHold } from '../../worker/services/holds/place.ts'
import { addPairs } from '../../worker/services/rotations/add-pairs.ts'
import { startRotation } from '../../worker/services/rotations/start.ts'
import { addTip, declared, draft, move, newChange, newId, now, put, submitted } from './changes.ts'
import {
  addBase,
  call,
  databases,
  keyOf,
  objection,
  outcome,
  playbook,
  post,
  reveal,
  stepCountBatch,
} from './edge.ts'
import { filled, sendBatch } from './ingest.ts'
import { addCustomers, clear, computed } from './segmentation/runs.ts'

type Headers = Record<string, string>

/** Sends a request that is right in everything but, perhaps, who sends it. */
export type Send = (headers: Headers) => Promise<Response>

const unchanged = { kind: 'tip', itemId: 'call-back', content: playbook.tips[0] }
const fleetReport = {
  ...{ id: crypto.randomUUID(), version: '1.4.0', ring: 'all', playbookVersion: 1, hmacKeyId: '2026-1' },
  ...{ homeOffice: false, source: 'managed', problems: [], received: [], dropped: 0 },
  browser: { name: 'Chromium', major: 156, platform: 'Linux' },
}
const scriptRun = {
  id: '00000000-0000-4000-8000-000000000001',
  ...{ playbookVersion: 1, scriptId: 'card-loss', day: '2026-01-02', finished: true },
  steps: [{ stepId: 'greet', outcome: 'done', seconds: 9 }],
}
const rotation = { id: crypto.randomUUID(), oldKeyId: 'k1', newKeyId: 'k2' }
/** On what no other request here touches. */
const held = () => ({ id: crypto.randomUUID(), customerKey: keyOf(77), reason: 'a case at court' })
const erasing = () => ({ id: crypto.randomUUID(), customerKey: keyOf(78), reason: 'asked by the customer' })
const days = 'from=2026-01-01&until=2026-01-28'

const get = (path: string) => async () => (headers: Headers) => call(path, { headers })
const send = (path: string, body: () => unknown) => async (): Promise<Send> => {
  const made = body()
  return (headers) => post(path, made, headers)
}

/** Does something to a change that is made for it. */
const act = (make: () => ReturnType<typeof draft>, action: string) => async (): Promise<Send> => {
  const change = await make()
  return (headers) => move(change, action, headers)
}

/** A customer of a base of their own; the key. */
async function known(): Promise<string> {
  const [name, key] = [newId(), keyOf(90)]
  await addBase({ dataset: name, load: name, finishedAt: now(), customers: { [key]: { age: 40 } } })
  return key
}

let base: Promise<void> | undefined

/** A run that waits for a second person. */
async function waiting() {
  base ??= addCustomers(1)
  await base
  await clear()
  return computed('rfm')
}

/** Makes what a route needs, and gives back the request itself. */
export const requests: Record<ProtectedRoute, () => Promise<Send>> = {
  'POST /v1/decisions': send('/v1/decisions', () => ({ customerKeys: [keyOf(1)] })),
  'POST /v1/outcomes': send('/v1/outcomes', () => ({ outcomes: [outcome()] })),
  'POST /v1/objections': send('/v1/objections', objection),
  'POST /v1/objections/take-back': send('/v1/objections/take-back', objection),
  'POST /v1/reveals': send('/v1/reveals', () => ({ reveals: [reveal()] })),
  'POST /v1/health/readings': send('/v1/health/readings', () => stepCountBatch()),
  'GET /v1/health/adapters': get('/v1/health/adapters'),
  'POST /v1/scripts/runs': send('/v1/scripts/runs', () => ({ runs: [scriptRun] })),
  'GET /v1/scripts/times': get(`/v1/scripts/times?${days}`),
  'GET /v1/me': get('/v1/me'),
  'GET /v1/playbook': get('/v1/playbook'),
  'GET /v1/playbooks': get('/v1/playbooks'),
  'GET /v1/playbooks/{version}': get('/v1/playbooks/1'),
  'POST /v1/playbooks/{version}/rollback': async () => {
    const version = await addTip(`tip-${newId()}`)
    return (headers) =>
      post(`/v1/playbooks/${version - 1}/rollback`, { version, comment: 'as it was' }, headers)
  },
  'POST /v1/withdrawals': async () => {
    const itemId = `tip-${newId()}`
    const version = await addTip(itemId)
    return (headers) => post('/v1/withdrawals', { kind: 'tip', itemId, version, comment: 'no more' }, headers)
  },
  'GET /v1/changes': get('/v1/changes'),
  'POST /v1/changes': async () => {
    const change = await newChange()
    return (headers) => post('/v1/changes', change, headers)
  },
  'GET /v1/changes/{id}': async () => get(`/v1/changes/${(await draft()).id}`)(),
  'PUT /v1/changes/{id}': async () => {
    const { id, revision, content, baseVersion } = await draft()
    return (headers) => put(`/v1/changes/${id}`, { revision, content, baseVersion }, headers)
  },
  'POST /v1/changes/{id}/submit': act(draft, 'submit'),
  'POST /v1/changes/{id}/take-back': act(submitted, 'take-back'),
  'POST /v1/changes/{id}/discard': act(draft, 'discard'),
  'POST /v1/changes/{id}/return': act(submitted, 'return'),
  'POST /v1/changes/{id}/approve': act(submitted, 'approve'),
  'POST /v1/changes/{id}/declare': act(draft, 'declare'),
  'POST /v1/changes/{id}/confirm': act(declared, 'confirm'),
  'GET /v1/audit': get('/v1/audit'),
  'POST /v1/live/ticket': async () => (headers) => call('/v1/live/ticket', { method: 'POST', headers }),
  'GET /v1/pushes': get('/v1/pushes'),
  'POST /v1/previews': send('/v1/previews', () => unchanged),
  'POST /v1/previews/findings': send('/v1/previews/findings', () => unchanged),
  'POST /v1/conversions': send('/v1/conversions', () => ({
    conversions: [{ id: newId(), customerKey: keyOf(1), tipId: 'call-back', at: '2026-01-02T03:04:05Z' }],
  })),
  'GET /v1/results': get(`/v1/results?${days}`),
  'GET /v1/results/own': get(`/v1/results/own?${days}`),
  'GET /v1/quality': get('/v1/quality'),
  'GET /v1/ingest': get('/v1/ingest'),
  'POST /v1/ingest/{kind}': async () => (headers) => sendBatch('events', [], { load: 'access', headers }),
  'POST /v1/ingest/loads/{load}/finish': async () => {
    const load = await filled()
    const counts = { dataset: 'probe', currency: 'CNY', customers: 0, events: 1 }
    return (headers) => post(`/v1/ingest/loads/${load}/finish`, counts, headers)
  },
  'POST /v1/ingest/loads/{load}/discard': async () => {
    const load = await filled()
    return (headers) => post(`/v1/ingest/loads/${load}/discard`, { dataset: 'probe' }, headers)
  },
  'POST /v1/identifiers/resolve': send('/v1/identifiers/resolve', () => ({ hashes: [keyOf(1)] })),
  'GET /v1/customers/{key}/view': async () => get(`/v1/customers/${await known()}/view`)(),
  'GET /v1/customers/{key}/events': async () => get(`/v1/customers/${await known()}/events`)(),
  'POST /v1/segmentations': async () => {
    await clear()
    return (headers) => post('/v1/segmentations', { model: 'rfm' }, headers)
  },
  'GET /v1/segmentations': get('/v1/segmentations'),
  'GET /v1/segmentations/{id}': async () => get(`/v1/segmentations/${(await waiting()).id}`)(),
  'POST /v1/segmentations/{id}/publish': async () => {
    const { id } = await waiting()
    return (headers) => post(`/v1/segmentations/${id}/publish`, {}, headers)
  },
  'POST /v1/segmentations/{id}/discard': async () => {
    const { id } = await waiting()
    return (headers) => post(`/v1/segmentations/${id}/discard`, {}, headers)
  },
  'POST /v1/sessions/end': async () => async (headers) => {
    // As of an hour ago: the tokens of these tests go on.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 })
    try {
      return await post('/v1/sessions/end', {}, headers)
    } finally {
      vi.useRealTimers()
    }
  },
  'POST /v1/fleet/reports': send('/v1/fleet/reports', () => fleetReport),
  'GET /v1/fleet': get('/v1/fleet'),
  'GET /v1/audit/export': get('/v1/audit/export?part=entries'),
  'GET /v1/retention': get('/v1/retention'),
  'PUT /v1/retention': async () => (headers) =>
    put('/v1/retention', { recordClass: 'fleet', days: 60 }, headers),
  'GET /v1/holds': get('/v1/holds'),
  'POST /v1/holds': send('/v1/holds', held),
  'POST /v1/holds/{id}/release': async () => {
    const { id } = await placeHold(databases, NewHold.parse(held()), 'somebody', now())
    return (headers) => post(`/v1/holds/${id}/release`, { reason: 'the case is closed' }, headers)
  },
  'GET /v1/databases': get('/v1/databases'),
  'PUT /v1/databases/{name}': async () => (headers) =>
    put('/v1/databases/CUSTOMERS', { buckets: 4096 }, headers),
  'GET /v1/key-rotations': get('/v1/key-rotations'),
  'POST /v1/key-rotations': send('/v1/key-rotations', () => rotation),
  'POST /v1/key-rotations/{id}/pairs': async () => {
    await startRotation(databases, rotation, 'somebody', now())
    const pairs = [{ old: keyOf(79), new: keyOf(80) }]
    return (headers) => post(`/v1/key-rotations/${rotation.id}/pairs`, { pairs }, headers)
  },
  'POST /v1/key-rotations/{id}/finish': async () => {
    await startRotation(databases, rotation, 'somebody', now())
    await addPairs(databases, rotation.id, [{ old: keyOf(79), new: keyOf(80) }], 'somebody', now()).catch(
      () => {},
    )
    return (headers) => post(`/v1/key-rotations/${rotation.id}/finish`, '', headers)
  },
  'GET /v1/erasures': get('/v1/erasures'),
  'POST /v1/erasures': send('/v1/erasures', erasing),
  'POST /v1/erasures/{id}/confirm': async () => {
    const { id, customerKey } = erasing()
    await requestErasure(databases, { id, customerKey, reason: 'asked by the customer' }, 'somebody', now())
    return (headers) => post(`/v1/erasures/${id}/confirm`, { customerKey }, headers)
  },
}
