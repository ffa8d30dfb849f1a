import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { OwnResults, Results } from '../../../worker/contract/results.ts'
import { zoneClock } from '../../../worker/decision/clock.ts'
import { zonedDays } from '../../../worker/services/results/days.ts'
import {
  agentsByGroup,
  answersByAgent,
  byDay,
  byGroup,
  byReason,
  comparisons,
} from '../../../worker/services/results/queries.ts'
import { call, db, keyOf, planOf, playbook, publishPlaybook } from '../edge.ts'

const headers = { authorization: `Bearer ${inject('tokens').auditor}` }

interface Row {
  agent?: string
  team?: string
  segment?: string | null
  subject?: string
  id?: string
  kind: string
  reason?: string
  at?: string
  customer?: number
}

const NOON = '2026-11-10T04:00:00.000Z'

/** Stores outcomes as they would have come in, one minute after they happened. */
async function store(...rows: Row[]): Promise<void> {
  const insert = `insert into outcome (id, customer_key, playbook_version, subject, subject_id, kind, reason_id, at, agent, received_at, team, segment_id)
    values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  await env.CUSTOMERS.batch(
    rows.map(
      ({
        agent = 'a1',
        team = 'wealth',
        segment = 'senior',
        subject = 'tip',
        id = 'call-back',
        kind,
        reason,
        at = NOON,
        customer = 1,
      }) =>
        env.CUSTOMERS.prepare(insert).bind(
          ...[crypto.randomUUID(), keyOf(customer), subject, id, kind, reason ?? null, at, agent],
          ...[new Date(Date.parse(at) + 60_000).toISOString(), team, segment],
        ),
    ),
  )
}

const convert = (customer: number, at: string, tip = 'call-back') =>
  env.CUSTOMERS.prepare('insert into conversion values (?, ?, ?, ?, ?, ?)')
    .bind(crypto.randomUUID(), keyOf(customer), tip, at, 'bank', at)
    .run()

const query = (more: Record<string, string> = {}) =>
  new URLSearchParams({ from: '2026-11-01', until: '2026-11-28', ...more }).toString()

async function results(more: Record<string, string> = {}): Promise<Results> {
  const answer = await call(`/v1/results?${query(more)}`, { headers })
  expect(answer.status).toBe(200)
  return Results.parse(await answer.json())
}

const team = (name: string, size: number, segment = 'senior'): Row[] =>
  Array.from({ length: size }, (_, at) => ({ agent: `${name}-${at}`, team: name, segment, kind: 'accepted' }))

beforeAll(async () => {
  await publishPlaybook()
})
beforeEach(async () => {
  await env.CUSTOMERS.batch([
    env.CUSTOMERS.prepare('delete from outcome'),
    env.CUSTOMERS.prepare('delete from conversion'),
  ])
})

it('counts by subject, kind, reason and the bank’s own day', async () => {
  await store(
    { kind: 'shown', at: '2026-11-09T15:59:59.999Z' },
    { kind: 'shown', at: '2026-11-09T16:00:00.000Z' },
    { kind: 'dismissed', reason: 'not-now' },
    { kind: 'accepted', at: '2026-10-31T15:59:59.999Z' },
    { kind: 'accepted', at: '2026-11-28T16:00:00.000Z' },
    { subject: 'check', id: 'of-age', kind: 'overridden', reason: 'branch-approved' },
    { subject: 'step', id: 'identity-verified', kind: 'done' },
    { kind: 'withheld' },
  )
  const { subjects } = await results()
  expect(subjects).toMatchObject([
    { subject: 'check', id: 'of-age', overridden: 1, reasons: { 'branch-approved': 1 } },
    { subject: 'tip', id: 'call-back', shown: 2, dismissed: 1, accepted: 0, reasons: { 'not-now': 1 } },
  ])
  expect(Object.keys(subjects[1]?.days ?? {}).toSorted()).toEqual(['2026-11-09', '2026-11-10'])
})

it('counts what came in late on the day it happened', async () => {
  await store({ kind: 'shown', at: '2026-11-05T04:00:00.000Z' })
  await env.CUSTOMERS.prepare("update outcome set received_at = '2026-11-20T00:00:00.000Z'").run()
  const { subjects } = await results({ until: '2026-11-06' })
  expect(subjects).toMatchObject([{ days: { '2026-11-05': { shown: 1 } } }])
})

describe('groups below five agents', () => {
  it('tells of teams with enough agents, and of the others nothing but that they are there', async () => {
    await store(...team('wealth', 5), ...team('retail', 6), ...team('remote', 3), ...team('night', 2))
    const { teams, subjects } = await results()
    expect(teams.map(({ group, agents }) => [group, agents])).toEqual([
      ['night', null],
      ['remote', null],
      ['retail', 6],
      ['wealth', 5],
    ])
    expect(teams.filter(({ agents }) => agents === null).map((one) => one.subjects)).toEqual([null, null])
    expect(subjects).toMatchObject([{ accepted: 16 }])
  })

  it('hides the next smallest too where the total less the rest would tell of a hidden one', async () => {
    await store(...team('wealth', 7), ...team('retail', 6), ...team('night', 4))
    const { teams } = await results()
    expect(teams.map(({ group, agents }) => [group, agents])).toEqual([
      ['night', null],
      ['retail', null],
      ['wealth', 7],
    ])
  })

  it.each<[filter: Record<string, string>, hidden: boolean]>([
    [{ team: 'wealth' }, false],
    [{ team: 'night' }, true],
    [{ team: 'nobody' }, true],
    [{ segment: 'senior' }, false],
    [{ segment: 'rare' }, true],
    [{ team: 'wealth', segment: 'senior' }, false],
    [{ team: 'wealth', segment: 'young' }, true],
    [{ team: 'remote' }, true],
    [{ team: 'retail', segment: 'senior' }, false],
  ])('under the filter %j tells nothing: %s', async (filter, hidden) => {
    await store(...team('wealth', 7), ...team('wealth', 9, 'young'), ...team('wealth', 4, 'rare'))
    await store(...team('retail', 6), ...team('remote', 6), ...team('night', 4))
    const told = await results(filter)
    expect(told.hidden).toBe(hidden)
    expect(told.subjects.length > 0).toBe(!hidden)
  })
})

it('tells of no agent what the filters of one team by segment, taken from each other, would leave', async () => {
  const served = (name: string, ...segments: string[]) => segments.flatMap((one) => team(name, 6, one))
  await store(...served('wealth', 'senior', 'young', 'family'))
  await store(...served('retail', 'senior', 'young', 'family', 'rare'))
  await store(...served('remote', 'senior', 'young', 'family', 'rare'))
  await store({ agent: 'wealth-0', team: 'wealth', segment: 'rare', kind: 'accepted' })
  const told = async (filter: Record<string, string>) => !(await results(filter)).hidden
  const [segments, teams] = [
    ['senior', 'young', 'family', 'rare'],
    ['wealth', 'retail', 'remote'],
  ]
  for (const one of segments) expect(await told({ segment: one })).toBe(true)
  for (const one of teams) expect(await told({ team: one })).toBe(true)
  expect(await told({ team: 'wealth', segment: 'rare' })).toBe(false)
  const inLine = async (filters: Record<string, string>[]) => {
    const all = await Promise.all(filters.map(told))
    return all.filter((one) => !one).length
  }
  expect(await inLine(segments.map((segment) => ({ team: 'wealth', segment })))).toBe(2)
  expect(await inLine(teams.map((one) => ({ team: one, segment: 'rare' })))).toBe(2)
  expect(await inLine(teams.map((one) => ({ team: one, segment: 'young' })))).not.toBe(1)
})

describe('against the control group', () => {
  const days = (from: string, count: number) => new Date(Date.parse(from) + count * 86_400_000).toISOString()

  it('counts every customer once, converted within thirty days of the first time', async () => {
    await store(
      { kind: 'offered', customer: 1 },
      { kind: 'offered', customer: 1, at: days(NOON, 2) },
      { kind: 'offered', customer: 2 },
      { kind: 'offered', customer: 3 },
      { kind: 'withheld', customer: 4 },
      { kind: 'withheld', customer: 5 },
      { kind: 'shown', customer: 6 },
    )
    await convert(1, days(NOON, 1))
    await convert(1, days(NOON, 3))
    await convert(2, days(NOON, 30.001))
    await convert(3, days(NOON, -1))
    await convert(4, days(NOON, 30))
    await convert(5, NOON, 'other-tip')
    expect((await results()).comparisons).toEqual([
      {
        tipId: 'call-back',
        treated: { customers: 3, converted: 1 },
        control: { customers: 2, converted: 1 },
        switched: 0,
        reported: true,
      },
    ])
  })

  it('counts a customer in the days of their first time alone: later the answered are capped, and the rest is not', async () => {
    const [before, first] = [days(NOON, -14), { from: '2026-11-01', until: '2026-11-30' }]
    await store(
      ...[1, 2].map((customer) => ({ kind: 'offered', customer, at: before })),
      { kind: 'accepted', customer: 1, at: before },
      { kind: 'offered', customer: 2 },
      ...[before, NOON].map((at) => ({ kind: 'withheld', customer: 3, at })),
      { kind: 'offered', customer: 4 },
      { kind: 'withheld', customer: 5 },
      ...[before, NOON].map((at) => ({ kind: at === NOON ? 'offered' : 'withheld', customer: 6, at })),
      { kind: 'shown', customer: 4, at: before },
      { kind: 'withheld', customer: 4, id: 'other-tip', at: before },
    )
    const sides = async (range: Record<string, string>) =>
      (await results(range)).comparisons
        .filter(({ tipId }) => tipId === 'call-back')
        .map(({ treated, control, switched }) => [treated.customers, control.customers, switched])
    expect(await sides({ ...first, from: '2026-10-01', until: '2026-10-31' })).toEqual([[2, 2, 0]])
    expect(await sides(first)).toEqual([[1, 1, 0]])
    expect(await sides({ ...first, from: '2026-10-01' })).toEqual([[3, 2, 1]])
  })

  it('counts who was in both groups on neither side, and says so; and whether the bank reports at all', async () => {
    await store(
      { kind: 'offered', customer: 1 },
      { kind: 'withheld', customer: 1 },
      { kind: 'withheld', customer: 2 },
    )
    expect((await results()).comparisons).toMatchObject([
      { treated: { customers: 0 }, control: { customers: 1, converted: 0 }, switched: 1, reported: false },
    ])
  })
})

describe('an agent’s own figures', () => {
  const own = async () => OwnResults.parse(await (await call(`/v1/results/own?${query()}`)).json())

  it('are those of the token and of nobody else', async () => {
    await store(
      { agent: 'agent-01', kind: 'accepted' },
      { agent: 'agent-01', kind: 'dismissed', reason: 'not-now' },
      ...team('wealth', 3),
    )
    expect(await own()).toMatchObject({
      own: { accepted: 1, dismissed: 1 },
      subjects: [{ reasons: { 'not-now': 1 } }],
      middle: null,
    })
  })

  it('stand beside the middle of all agents where at least five answered', async () => {
    const answered = (agent: string, accepted: number, dismissed: number): Row[] => [
      ...Array.from({ length: accepted }, () => ({ agent, kind: 'accepted' })),
      ...Array.from({ length: dismissed }, () => ({ agent, kind: 'dismissed', reason: 'not-now' })),
    ]
    await store(
      ...answered('b1', 1, 3),
      ...answered('b2', 1, 1),
      ...answered('b3', 4, 1),
      ...answered('b4', 0, 2),
    )
    expect((await own()).middle).toBeNull()
    await store(...answered('b5', 3, 1))
    expect((await own()).middle).toBe(0.5)
  })
})

it.each([
  ['from=2026-11-02&until=2026-11-01'],
  ['from=2025-01-01&until=2026-11-01'],
  ['from=9999-12-31&until=9999-12-31'],
  ['from=yesterday&until=today'],
  [''],
])('refuses the days %j', async (asked) => {
  expect((await call(`/v1/results?${asked}`, { headers })).status).toBe(422)
  expect((await call(`/v1/results/own?${asked}`)).status).toBe(422)
})

it('begins reading at the first day asked for, and an agent’s own at the agent', async () => {
  const days = zonedDays(zoneClock(playbook.timeZone), '2026-11-01', '2026-11-28')
  for (const query of [byDay, byReason, byGroup, agentsByGroup, answersByAgent, comparisons])
    expect(await planOf(query(db, { days }))).toContain('USING INDEX outcome_received (received_at>?)')
  expect(await planOf(comparisons(db, { days }))).toContain(
    'USING COVERING INDEX conversion_tip (tip_id=? AND customer_key=? AND at>? AND at<?)',
  )
  for (const query of [byDay, byReason])
    expect(await planOf(query(db, { days, agent: 'one' }))).toContain(
      'USING INDEX outcome_agent (agent=? AND received_at>?)',
    )
})

describe('a supervisor', () => {
  const person = (who: 'supervisor' | 'lead' | 'approver' | 'admin' | 'auditor') => ({
    headers: { authorization: `Bearer ${inject('tokens')[who]}` },
  })
  const asked = (who: Parameters<typeof person>[0], more: Record<string, string> = {}) =>
    call(`/v1/results?${query(more)}`, person(who))
  const told = async (...question: Parameters<typeof asked>) =>
    Results.parse(await (await asked(...question)).json())
  const OWN = '远程银行一组'

  it('sees the sums of their own teams, and of no other', async () => {
    await store(...team(OWN, 6), ...team('other', 7, 'young'))
    const own = await told('supervisor')
    expect(own).toMatchObject({ hidden: false, subjects: [{ accepted: 6 }] })
    expect(own.teams.map(({ group }) => group)).toEqual([OWN])
    expect(own.segments.map(({ group }) => group)).toEqual(['senior'])
    expect(await told('supervisor', { team: OWN })).toEqual(own)
    for (const who of ['lead', 'approver', 'admin', 'auditor'] as const)
      expect(await told(who)).toMatchObject({ subjects: [{ accepted: 13 }] })
  })

  it('compares control groups of their own teams', async () => {
    await store(
      ...team(OWN, 5),
      { team: OWN, kind: 'offered' },
      { team: 'other', kind: 'withheld', customer: 2 },
    )
    expect((await told('supervisor')).comparisons).toMatchObject([
      { treated: { customers: 1 }, control: { customers: 0 } },
    ])
  })

  it('is told of another team what is told of one that never was, and nothing is read for either', async () => {
    await store(...team('other', 7))
    const answer = async (name: string) => {
      const said = await asked('supervisor', { team: name })
      return [said.status, await said.text(), said.headers.get('server-timing')?.split(', ')[1]]
    }
    const refused = await answer('other')
    expect(refused).toEqual(await answer('never'))
    expect(refused).toEqual([404, expect.stringContaining('no-such-team'), 'd1;dur=0.0'])
    expect((await asked('auditor', { team: 'other' })).status).toBe(200)
  })

  it('is told nothing where fewer than five agents are behind the sum', async () => {
    await store(...team(OWN, 4), ...team('other', 9))
    expect(await told('supervisor')).toMatchObject({ hidden: true, subjects: [], comparisons: [] })
  })
})
