import { env } from 'cloudflare:workers'
import { beforeAll, expect, inject, it, vi } from 'vitest'
import { type Outcome, OutcomeReceipt } from '../../worker/contract/outcome.ts'
import { keyOf, outcome, playbook, post, publishPlaybook } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
})

async function send(...outcomes: Outcome[]): Promise<OutcomeReceipt> {
  const answer = await post('/v1/outcomes', { outcomes })
  expect(answer.status).toBe(200)
  return OutcomeReceipt.parse(await answer.json())
}

async function stored(...ids: string[]): Promise<Record<string, unknown>[]> {
  const query = 'select * from outcome where id in (select value from json_each(?)) order by at, id'
  const { results } = await env.CUSTOMERS.prepare(query).bind(JSON.stringify(ids)).all()
  return results
}

it('stores what was done, by whom and when', async () => {
  const sent = outcome({
    subject: 'check',
    subjectId: 'of-age',
    kind: 'overridden',
    reasonId: 'branch-approved',
    reasonText: '网点负责人已核实并同意',
    at: '2026-05-06T07:08:09Z',
  })
  expect(await send(sent)).toEqual({ stored: [sent.id], known: [], refused: [] })
  const [row] = await stored(sent.id)
  expect(row).toMatchObject({
    customer_key: keyOf(1),
    playbook_version: 1,
    subject: 'check',
    subject_id: 'of-age',
    kind: 'overridden',
    reason_id: 'branch-approved',
    reason_text: '网点负责人已核实并同意',
    at: '2026-05-06T07:08:09.000Z',
    agent: 'agent-01',
  })
  expect(Math.abs(Date.parse(String(row?.received_at)) - Date.now())).toBeLessThan(60_000)
})

it.each<Partial<Outcome>>([
  { subject: 'step', subjectId: 'identity-verified', kind: 'done' },
  { subject: 'tip', kind: 'prompted' },
  { subject: 'tip', kind: 'offered' },
  { subject: 'tip', kind: 'withheld', segmentId: 'senior' },
])('stores %j', async (change) => {
  const sent = outcome(change)
  expect((await send(sent)).stored).toEqual([sent.id])
  expect(await stored(sent.id)).toMatchObject([
    {
      ...{ subject: sent.subject, subject_id: sent.subjectId, kind: sent.kind, agent: 'agent-01' },
      segment_id: sent.segmentId ?? null,
    },
  ])
})

it('stores an id once, however often and in whatever company it comes, and keeps the first', async () => {
  const [a, b, c] = [outcome(), outcome(), outcome()]
  expect(await send(a, b)).toEqual({ stored: [a.id, b.id], known: [], refused: [] })
  expect(await send(b, c, { ...a, kind: 'deferred' })).toEqual({
    stored: [c.id],
    known: [b.id, a.id],
    refused: [],
  })
  expect(await send(a, b, c)).toEqual({ stored: [], known: [a.id, b.id, c.id], refused: [] })
  expect((await stored(a.id)).map(({ kind }) => kind)).toEqual(['accepted'])
})

it('stores an id once that stands twice in one batch, the first as it stands', async () => {
  const one = outcome({ kind: 'accepted' })
  const receipt = await send(one, { ...one, kind: 'deferred' })
  expect(receipt).toEqual({ stored: [one.id], known: [], refused: [] })
  expect(await stored(one.id)).toMatchObject([{ kind: 'accepted' }])
})

it('tells exactly one of twenty that come at the same time that it stored them', async () => {
  const batch = Array.from({ length: 50 }, () => outcome())
  const ids = batch.map(({ id }) => id)
  const receipts = await Promise.all(Array.from({ length: 20 }, () => send(...batch)))
  expect(receipts.flatMap((receipt) => receipt.stored).toSorted()).toEqual(ids.toSorted())
  expect(receipts.flatMap((receipt) => receipt.known)).toHaveLength(19 * 50)
  expect(await stored(...ids)).toHaveLength(50)
})

it('takes a full batch of two hundred', async () => {
  const batch = Array.from({ length: 200 }, () => outcome({ reasonText: '客'.repeat(500) }))
  expect((await send(...batch)).stored).toHaveLength(200)
})

it.each<[string, Partial<Outcome>]>([
  ['dismissed without a reason', { kind: 'dismissed' }],
  ['overridden without a reason', { subject: 'check', kind: 'overridden', reasonText: '客户坚持要求办理' }],
  [
    'a mobile number in the words',
    { kind: 'overridden', reasonId: 'other', reasonText: '请回电 13800138000' },
  ],
  ['a mobile number in full width', { kind: 'accepted', reasonText: '请回电 １３８ ００１３ ８０００' }],
  ['a long number in the words', { kind: 'accepted', reasonText: 'see account 6222021234567' }],
])('refuses %s for good, and stores the rest of the batch', async (_, change) => {
  const [before, wrong, after] = [outcome(), outcome(change), outcome()]
  const receipt = await send(before, wrong, after)
  expect(receipt).toMatchObject({ stored: [before.id, after.id], known: [], refused: [{ id: wrong.id }] })
  expect(receipt.refused[0]?.why).toMatch(/reason/)
  if (change.reasonText) expect(JSON.stringify(receipt)).not.toContain(change.reasonText)
  expect(await stored(before.id, wrong.id, after.id)).toHaveLength(2)
})

const overridden = { subject: 'check', subjectId: 'of-age', kind: 'overridden' } as const
const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
it.each<[Partial<Outcome>, string]>([
  [{ at: ahead(6) }, '"at" is more than 5 minutes ahead'],
  [{ at: '2099-01-01T00:00:00.000Z' }, '"at" is more than 5 minutes ahead'],
  [{ playbookVersion: 999 }, 'playbook version 999 was never published'],
  [{ subjectId: 'of-age' }, 'playbook version 1 has no tip of-age'],
  [{ segmentId: 'nobody' }, 'playbook version 1 has no segment nobody'],
  [
    { subject: 'check', subjectId: 'call-back', kind: 'blocked' },
    'playbook version 1 has no check call-back',
  ],
  [{ subject: 'step', subjectId: 'nobody', kind: 'done' }, 'playbook version 1 has no step nobody'],
  [{ subject: 'step', subjectId: 'identity-verified' }, '"accepted" is nothing that is done with a step'],
  [{ kind: 'overridden', reasonId: 'branch-approved' }, '"overridden" is nothing that is done with a tip'],
  [
    { kind: 'dismissed', reasonId: 'branch-approved' },
    'playbook version 1 has no reason branch-approved to dismiss a tip',
  ],
  [
    { ...overridden, subjectId: 'firm', reasonId: 'branch-approved' },
    'check firm of playbook version 1 cannot be overridden',
  ],
  [{ ...overridden, reasonId: 'not-now' }, 'check of-age of playbook version 1 lists no reason not-now'],
])('refuses %j, which cannot have happened, and stores the rest of the batch', async (change, why) => {
  const [before, wrong, after] = [outcome(), outcome(change), outcome()]
  const receipt = await send(before, wrong, after)
  expect(receipt).toMatchObject({ stored: [before.id, after.id], refused: [{ id: wrong.id }] })
  expect(receipt.refused[0]?.why).toContain(why)
  expect(await stored(before.id, wrong.id, after.id)).toHaveLength(2)
})

it.each<Partial<Outcome>>([
  { at: ahead(4) },
  { at: '2020-01-01T00:00:00.000Z' },
  { kind: 'dismissed', reasonId: 'not-now' },
  { ...overridden, reasonId: 'branch-approved' },
  { subject: 'check', subjectId: 'firm', kind: 'blocked' },
])('stores %j, which can have happened', async (change) => {
  expect((await send(outcome(change))).refused).toEqual([])
})

it('judges a late outcome by the version it was made under, and a new one as soon as it is published', async () => {
  const [tip] = playbook.tips
  const next = { version: 2, tip: 'call-again' }
  const early = outcome({ playbookVersion: next.version, subjectId: next.tip })
  expect((await send(early)).refused).toMatchObject([{ id: early.id }])
  await publishPlaybook({ tips: tip ? [{ ...tip, id: next.tip }] : [] })
  const [late, fresh] = [outcome(), outcome({ playbookVersion: next.version, subjectId: next.tip })]
  const wrong = outcome({ playbookVersion: next.version })
  expect(await send(late, fresh, wrong)).toMatchObject({
    stored: [late.id, fresh.id],
    refused: [{ id: wrong.id, why: 'playbook version 2 has no tip call-back' }],
  })
})

it('never lets a refused text into the log', async () => {
  const log = vi.spyOn(console, 'log')
  const wrong = outcome({ kind: 'overridden', reasonId: 'other', reasonText: '卡号 6222 0212 3456 7890 128' })
  await send(wrong)
  const said = String(log.mock.lastCall)
  const line = JSON.parse(said)
  expect(line).toMatchObject({ method: 'POST', route: '/v1/outcomes', status: 200 })
  for (const secret of ['6222', keyOf(1), wrong.id, inject('tokens').agent])
    expect(said).not.toContain(secret)
})
