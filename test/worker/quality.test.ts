import { env } from 'cloudflare:workers'
import { beforeAll, expect, inject, it } from 'vitest'
import { Quality } from '../../worker/contract/results.ts'
import { readQuality } from '../../worker/services/quality/read.ts'
import { addBase, call, databases, keyOf, playbook, publishPlaybook } from './edge.ts'

const NOW = new Date('2026-11-24T02:00:00.000Z')
const [tip] = playbook.tips
const [check] = playbook.checks
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString()
const run = (sql: string, ...values: unknown[]) =>
  (/(into|update|from) (change|playbook)/.test(sql) ? env.PLAYBOOK : env.CUSTOMERS)
    .prepare(sql)
    .bind(...values)
    .run()

const change = (id: string, state: string, at: string) =>
  run(
    `insert into change (id, kind, item_id, state, revision, base_version, note, editors, created_at, updated_at, submitted_at)
      values (?, 'tip', ?, ?, 2, 1, '', '[]', ?, ?, ?)`,
    ...[id, `item-${id.slice(0, 4)}`, state, at, at, at],
  )
const step = (id: string, revision: number, action: string, at: string) =>
  run(
    'insert into change_step (change_id, revision, action, by, at) values (?, ?, ?, ?, ?)',
    id,
    revision,
    action,
    'x',
    at,
  )
const outcomes = (tipId: string, kind: string, count: number, at: string) =>
  Promise.all(
    Array.from({ length: count }, () =>
      run(
        `insert into outcome (id, customer_key, playbook_version, subject, subject_id, kind, at, agent, received_at)
          values (?, ?, 1, 'tip', ?, ?, ?, 'a', ?)`,
        ...[crypto.randomUUID(), keyOf(1), tipId, kind, at, at],
      ),
    ),
  )

beforeAll(async () => {
  if (!tip || !check) throw new Error('no tip')
  const tips = [
    tip,
    { ...tip, id: 'untaken', reviewOn: '2026-11-23' },
    { ...tip, id: 'unseen', reviewOn: '2026-11-24' },
    { ...tip, id: 'long-ago' },
    { ...tip, id: 'later', from: '2026-11-20' },
  ]
  const checks = [
    { ...check, verified: true },
    { ...check, id: 'always', condition: 'customer.age > 0' },
    { ...check, id: 'too-old', verified: true, condition: 'customer.grade > 0' },
    { ...check, id: 'seldom', applies: 'customer.age == 20', condition: 'customer.age > 0' },
  ]
  const [age] = playbook.catalogue
  if (!age) throw new Error('no attribute')
  const catalogue = [...playbook.catalogue, { ...age, name: 'grade', freshDays: 30 }]
  await publishPlaybook({ catalogue, tips, checks })
  await publishPlaybook({ catalogue, tips: [...tips, { ...tip, id: 'fresh' }], checks })
  await run('update playbook set published_at = ? where version = 2', daysAgo(3))
  const customers = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [keyOf(at), at % 3 ? { age: 18 + at, grade: 1 } : {}]),
  )
  await addBase({ dataset: 'bank', load: 'one', finishedAt: daysAgo(9), customers })
  await outcomes('call-back', 'shown', 40, daysAgo(2))
  await outcomes('call-back', 'accepted', 10, daysAgo(2))
  await outcomes('untaken', 'prompted', 40, daysAgo(2))
  await outcomes('long-ago', 'shown', 40, daysAgo(29))
})

it('says what waits, oldest first, and how long approvals took since the last submission', async () => {
  const ids = Array.from({ length: 5 }, () => crypto.randomUUID())
  const [a = '', b = '', c = '', d = '', e = ''] = ids
  await change(a, 'submitted', daysAgo(1))
  await change(b, 'provisional', daysAgo(2))
  await change(c, 'draft', daysAgo(3))
  await change(d, 'published', daysAgo(3))
  await step(d, 2, 'submit', daysAgo(4))
  await step(d, 3, 'return', daysAgo(3.5))
  await step(d, 4, 'submit', daysAgo(3))
  await step(d, 5, 'approve', daysAgo(2))
  await step(e, 2, 'submit', daysAgo(40))
  await step(e, 3, 'approve', daysAgo(29))
  const { waiting, approvalHours } = await readQuality(databases, null, NOW)
  expect(waiting.map(({ changeId }) => changeId)).toEqual([b, a])
  expect(approvalHours?.count).toBe(1)
  expect(approvalHours?.median).toBeCloseTo(24, 5)
})

it('names what nobody tends', async () => {
  const quality = await readQuality(databases, null, NOW)
  expect(quality).toMatchObject({
    stale: [{ kind: 'tip', itemId: 'untaken', reviewOn: '2026-11-23' }],
    neverShown: ['unseen', 'long-ago'],
    nobodyTakes: [{ tipId: 'untaken', shown: 40, accepted: 0 }],
    alwaysFiring: ['always'],
    unverified: ['always', 'seldom'],
    oldPlaybooks: null,
    inForce: 2,
  })
})

it('counts browsers online with an older playbook', async () => {
  const agents = [1, 1, 2, 0].map((version) => ({ version, online: true }))
  const online = { version: 2, agents: [...agents, { version: 1, online: false }] }
  expect((await readQuality(databases, online, NOW)).oldPlaybooks).toEqual([
    { version: 1, agents: 2 },
    { version: 0, agents: 1 },
  ])
})

it('answers who may ask', async () => {
  const answer = await call('/v1/quality', {
    headers: { authorization: `Bearer ${inject('tokens').supervisor}` },
  })
  expect(answer.status).toBe(200)
  expect(Quality.parse(await answer.json()).inForce).toBe(2)
})
