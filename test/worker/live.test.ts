import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { Role } from '../../worker/contract/context.ts'
import { type Audience, LiveTicket, PushReport, type Receipt } from '../../worker/contract/live.ts'
import { Problem } from '../../worker/contract/problem.ts'
import { isFor, minutesToShift } from '../../worker/live/audience.ts'
import { Directory } from '../../worker/live/directory.ts'
import { extend, goneSince, openNotices } from '../../worker/live/history.ts'
import { liveOf } from '../../worker/live/live-of.ts'
import { Team } from '../../worker/live/team.ts'
import { MOST_SUBJECT_BYTES, MOST_TEAM_CHARACTERS, MOST_TEAMS } from '../../worker/middleware/verify-token.ts'
import { call, publishPlaybook } from './edge.ts'
import { announcement, type Browser, join, member, notice, open, upgrade } from './live-browser.ts'

const tokens = inject('tokens')
const live = liveOf(env)
const tip = (itemId: string) => ({ kind: 'tip' as const, itemId })

beforeAll(async () => {
  await publishPlaybook()
  await live.announce(announcement())
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

async function ticket(): Promise<string> {
  const answer = await call('/v1/live/ticket', { method: 'POST' })
  return LiveTicket.parse(await answer.json()).ticket
}

async function problemOf(answer: Response): Promise<string> {
  return Problem.parse(await answer.json()).type.replace('urn:problem-type:fineline:', '')
}

async function report(who: 'auditor' | 'supervisor' = 'auditor'): Promise<PushReport> {
  // One report serves a second: the next one is of now.
  await evictDurableObject(env.DIRECTORY.getByName('directory'))
  const headers = { authorization: `Bearer ${tokens[who]}` }
  return PushReport.parse(await (await call('/v1/pushes', { headers })).json())
}

const receipt = (of: string, kind: Receipt['kind'], at = '2026-11-24T02:10:00.000Z'): Receipt => ({
  id: crypto.randomUUID(),
  notice: of,
  kind,
  at,
})

describe('a ticket', () => {
  it('opens one socket, and tells the playbook in force', async () => {
    const one = await ticket()
    const browser = await open(one)
    await vi.waitFor(() => expect(browser.of('playbook')).toMatchObject([{ gone: null }]))
    const again = await upgrade(one)
    expect([again.status, await problemOf(again)]).toEqual([403, 'ticket-refused'])
    browser.close()
  })

  it('is refused after half a minute', async () => {
    const one = await ticket()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
    expect(await problemOf(await upgrade(one))).toBe('ticket-refused')
  })

  it.each(['', 'x', 'x.y', `${'0'.repeat(64)}.${crypto.randomUUID()}`])(
    'is refused when forged: %s',
    async (one) => {
      expect(await problemOf(await upgrade(one))).toBe('ticket-refused')
    },
  )

  it('serves the extension alone', async () => {
    const one = await ticket()
    for (const origin of [
      'https://crm.bank.example',
      'null',
      'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
    ])
      expect(await problemOf(await upgrade(one, 0, { origin }))).toBe('origin-refused')
    expect(await problemOf(await upgrade(one, 0, { upgrade: '' }))).toBe('upgrade-required')
  })

  it('lasts as long as the token it came from', async () => {
    const team = 'token'
    const browser = await join(member({ team, until: Date.now() + 50 }))
    const other = await join(member({ team }))
    await vi.waitFor(() =>
      expect(browser.closed).toEqual({ code: 4001, reason: expect.stringContaining('token') }),
    )
    expect(other.closed).toBeNull()
  })
})

describe('messages of a browser', () => {
  it('are answered to a ping without waking anybody', async () => {
    const browser = await join(member())
    browser.send('ping')
    await vi.waitFor(() => expect(browser.pongs).toBe(1))
  })

  it.each<[string, string | ArrayBuffer, number]>([
    ['no JSON', '{', 1008],
    ['another type', JSON.stringify({ type: 'playbook' }), 1008],
    ['a version that is none', JSON.stringify({ type: 'have', version: -1 }), 1008],
    ['bytes', new ArrayBuffer(4), 1008],
    ['more than it may hold', JSON.stringify({ type: 'have', version: 1, more: 'x'.repeat(40_000) }), 1009],
  ])('cost nobody else: %s', async (_, message, code) => {
    const [wrong, right] = [await join(member()), await join(member())]
    wrong.send(message)
    await vi.waitFor(() => expect(wrong.closed?.code).toBe(code))
    const told = announcement()
    await live.announce(told)
    await vi.waitFor(() => expect(right.of('playbook').at(-1)?.version).toBe(told.version))
    expect(right.closed).toBeNull()
  })
})

describe('an announcement', () => {
  it('comes once to everybody in every team, however often it is made', async () => {
    const before = announcement()
    await live.announce(before)
    const browsers = await Promise.all(
      ['first', 'second', ''].map((team) => join(member({ team, teams: [] }), before.version)),
    )
    const told = announcement({ gone: [tip('old')] })
    await Promise.all([live.announce(told), live.announce(told), live.announce(told)])
    const { version, digest, publishedAt, gone } = told
    const playbook = { type: 'playbook', version, digest, publishedAt, gone }
    for (const browser of browsers) {
      await vi.waitFor(() => expect(browser.of('playbook')).toHaveLength(2))
      expect(browser.of('playbook')[1]).toEqual(playbook)
    }
  })

  it('tells each browser what is gone since the version it has', async () => {
    const [a, b] = [announcement({ gone: [tip('a')] }), announcement({ gone: [tip('b')] })]
    await live.announce(a)
    await live.announce(b)
    for (const [have, gone] of [
      [b.version, []],
      [a.version, [tip('b')]],
      [a.version - 1, [tip('a'), tip('b')]],
      [0, null],
    ] as const) {
      const browser = await join(member(), have)
      await vi.waitFor(() => expect(browser.of('playbook')).toMatchObject([{ version: b.version, gone }]))
    }
  })

  it('that was missed and comes late brings its notice and takes nobody back', async () => {
    const one = notice()
    const missed = announcement({ notice: one })
    const later = announcement()
    const browser = await join(member({ team: 'late' }))
    await live.announce(later)
    await vi.waitFor(() => expect(browser.of('playbook').at(-1)?.version).toBe(later.version))
    await live.announce(missed)
    await vi.waitFor(() => expect(browser.told(one)).toBe(1))
    expect(browser.of('playbook').at(-1)?.version).toBe(later.version)
  })

  it('reaches a team that failed by the alarm, and no team twice', async () => {
    const [lame, well] = [await join(member({ team: 'lame' })), await join(member({ team: 'well' }))]
    const tell = vi.spyOn(Team.prototype, 'tell')
    const told = announcement()
    tell.mockRejectedValue(new Error('away'))
    await live.announce(told)
    await vi.waitFor(() => expect(tell).toHaveBeenCalled())
    tell.mockRestore()
    await vi.waitFor(() => runDurableObjectAlarm(env.DIRECTORY.getByName('directory')))
    for (const browser of [lame, well]) {
      await vi.waitFor(() => expect(browser.of('playbook').at(-1)?.version).toBe(told.version))
      expect(browser.of('playbook').filter(({ version }) => version === told.version)).toHaveLength(1)
    }
  })

  it('wakes an object that was put to sleep, with all its sockets', async () => {
    const browser = await join(member({ team: 'sleeper' }))
    await evictDurableObject(env.TEAM.getByName('sleeper'))
    const one = notice()
    const told = announcement({ notice: one })
    await live.announce(told)
    await vi.waitFor(() => expect(browser.of('playbook').at(-1)?.version).toBe(told.version))
    await vi.waitFor(() => expect(browser.told(one)).toBe(1))
  })
})

describe('a notice', () => {
  const person = { teams: ['north'], roles: ['agent'] as const }

  it.each<[boolean, Audience, string]>([
    [true, {}, '09:00'],
    [true, { teams: ['south', 'north'] }, '09:00'],
    [false, { teams: ['south'] }, '09:00'],
    [false, { teams: [] }, '09:00'],
    [true, { roles: ['agent'] }, '09:00'],
    [false, { roles: ['supervisor'] }, '09:00'],
    [true, { shifts: [{ from: '08:00', until: '17:00' }] }, '08:00'],
    [false, { shifts: [{ from: '08:00', until: '17:00' }] }, '17:00'],
    [true, { shifts: [{ from: '22:00', until: '06:00' }] }, '23:30'],
    [true, { shifts: [{ from: '22:00', until: '06:00' }] }, '05:59'],
    [false, { shifts: [{ from: '22:00', until: '06:00' }] }, '12:00'],
    [false, { teams: ['north'], roles: ['supervisor'] }, '09:00'],
    [false, { teams: ['north'], shifts: [{ from: '10:00', until: '11:00' }] }, '09:00'],
  ])('is for a person (%s): %j at %s', (expected, audience, time) => {
    expect(isFor(audience, person, time)).toBe(expected)
  })

  it.each<[number, string[], string]>([
    [60, ['10:00'], '09:00'],
    [1439, ['08:59'], '09:00'],
    [1440, ['09:00'], '09:00'],
    [30, ['23:00', '09:30'], '09:00'],
    [Number.POSITIVE_INFINITY, [], '09:00'],
  ])('waits %i minutes for shifts from %j at %s', (minutes, starts, time) => {
    expect(minutesToShift({ shifts: starts.map((from) => ({ from, until: from })) }, time)).toBe(minutes)
  })

  it('comes to those it is for, now and when they come later, until they have acknowledged it', async () => {
    const one = notice({ audience: { teams: ['north'] } })
    const here = member({ team: 'north' })
    const [mine, foreign] = [await join(here), await join(member({ team: 'west' }))]
    await live.announce(announcement({ notice: one }))
    await vi.waitFor(() => expect(mine.of('notice')).toContainEqual({ type: 'notice', notice: one }))
    await vi.waitFor(() => expect(foreign.of('playbook')).not.toEqual([]))
    const last = announcement()
    await live.announce(last)
    await vi.waitFor(() => expect(foreign.of('playbook').at(-1)?.version).toBe(last.version))
    expect(foreign.told(one)).toBe(0)
    const second = await join(here)
    await vi.waitFor(() => expect(second.told(one)).toBe(1))
    const acknowledged = receipt(one.id, 'acknowledged')
    second.send({ type: 'receipts', receipts: [acknowledged] })
    await vi.waitFor(() =>
      expect(second.of('taken')).toEqual([{ type: 'taken', receipts: [acknowledged.id] }]),
    )
    const third = await join(here)
    third.send('ping')
    await vi.waitFor(() => expect(third.pongs).toBe(1))
    expect([mine.told(one), second.told(one), third.told(one)]).toEqual([1, 1, 0])
  })

  it('that is over or past its time is told to nobody who comes later', async () => {
    const [over, past] = [notice(), notice({ until: '2026-01-01T00:00:00.000Z' })]
    const browser = await join(member({ team: 'over' }))
    await live.announce(announcement({ notice: over }))
    await vi.waitFor(() => expect(browser.told(over)).toBe(1))
    await live.announce(announcement({ notice: past, over: [over.id] }))
    await vi.waitFor(() => expect(browser.of('over')).toEqual([{ type: 'over', notices: [over.id] }]))
    const later = await join(member({ team: 'over' }))
    later.send('ping')
    await vi.waitFor(() => expect(later.pongs).toBe(1))
    expect([later.told(over), later.told(past), browser.told(past)]).toEqual([0, 0, 0])
  })

  it('that is over is told as such to who was away then', async () => {
    const [one, who] = [notice(), member({ team: 'away' })]
    const before = await join(who)
    const told = announcement({ notice: one })
    await live.announce(told)
    await vi.waitFor(() => expect(before.told(one)).toBe(1))
    before.close()
    const last = announcement({ over: [one.id] })
    await live.announce(last)
    for (const have of [told.version, last.version]) {
      const again = await join(who, have)
      again.send('ping')
      await vi.waitFor(() => expect(again.pongs).toBe(1))
      expect(again.of('over').flatMap(({ notices }) => notices)).toContain(one.id)
      expect(again.told(one)).toBe(0)
    }
  })

  it('for a shift comes when the shift begins, once', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T02:00:00Z') })
    const one = notice({ audience: { shifts: [{ from: '13:00', until: '21:00' }] } })
    const browser = await join(member({ team: 'shift', until: Date.parse('2026-11-25T00:00:00Z') }))
    await live.announce(announcement({ notice: one }))
    await vi.waitFor(() => expect(browser.of('playbook')).not.toEqual([]))
    expect(browser.told(one)).toBe(0)
    vi.setSystemTime(new Date('2026-11-24T05:00:00Z'))
    const team = env.TEAM.getByName('shift')
    expect(await runDurableObjectAlarm(team)).toBe(true)
    await vi.waitFor(() => expect(browser.told(one)).toBe(1))
    expect(await runDurableObjectAlarm(team)).toBe(true)
    browser.send('ping')
    await vi.waitFor(() => expect(browser.pongs).toBe(1))
    expect(browser.told(one)).toBe(1)
  })
})

describe('receipts', () => {
  it('count once, whatever their ids, in a report of who has what', async () => {
    const one = notice()
    const who = member({ team: 'counted' })
    const [browser, away] = [await join(who), await join(member({ team: 'counted' }))]
    const told = announcement({ notice: one })
    await live.announce(told)
    await vi.waitFor(() => expect(browser.told(one)).toBe(1))
    const receipts = [
      receipt(one.id, 'delivered', '2026-11-24T02:10:00.000Z'),
      receipt(one.id, 'delivered', '2026-11-24T02:11:00.000Z'),
      receipt(one.id, 'displayed'),
      receipt(crypto.randomUUID(), 'displayed'),
    ]
    for (const sent of [receipts, receipts]) browser.send({ type: 'receipts', receipts: sent })
    browser.send({ type: 'have', version: told.version })
    await vi.waitFor(() => expect(browser.of('taken')).toHaveLength(2))
    away.close()
    await vi.waitFor(async () => {
      const { version, agents, notices } = await report()
      expect(version).toBe(told.version)
      expect(
        agents
          .filter(({ team }) => team === 'counted')
          .map(({ online }) => online)
          .toSorted(),
      ).toEqual([false, true])
      expect(agents).toContainEqual(expect.objectContaining({ agent: who.agent, online: true, version }))
      const reach = notices.find(({ notice }) => notice.id === one.id)
      expect(reach).toMatchObject({ delivered: 1, displayed: 1, acknowledged: 0 })
      expect(reach?.receipts).toContainEqual({
        agent: who.agent,
        team: 'counted',
        delivered: '2026-11-24T02:10:00.000Z',
        displayed: '2026-11-24T02:10:00.000Z',
        acknowledged: null,
      })
    })
  })
})

it('a receipt is of a moment after its notice and not ahead, whatever the browser’s clock says', async () => {
  const [slow, fast] = [notice(), notice()]
  const who = member({ team: 'clocks' })
  const browser = await join(who)
  const publishedAt = new Date(Date.now() - 60_000).toISOString()
  await live.announce(announcement({ notice: slow, publishedAt }))
  await live.announce(announcement({ notice: { ...fast, version: slow.version + 1 }, publishedAt }))
  await vi.waitFor(() => expect(browser.told(fast)).toBe(1))
  const receipts = [
    receipt(slow.id, 'acknowledged', new Date(Date.now() - 10_800_000).toISOString()),
    receipt(fast.id, 'acknowledged', new Date(Date.now() + 10_800_000).toISOString()),
  ]
  browser.send({ type: 'receipts', receipts })
  await vi.waitFor(() => expect(browser.of('taken')).toHaveLength(1))
  const { notices } = await report()
  const at = ({ id }: { id: string }) =>
    notices.find((one) => one.notice.id === id)?.receipts.find(({ agent }) => agent === who.agent)
      ?.acknowledged
  expect(at(slow)).toBe(publishedAt)
  expect(Date.parse(String(at(fast)))).toBeLessThanOrEqual(Date.now())
})

it('an agent who has changed teams is one agent, with what was said in either', async () => {
  const [one, agent] = [notice(), `agent-${crypto.randomUUID()}`]
  const before = await join(member({ agent, team: 'left' }))
  const told = announcement({ notice: one })
  await live.announce(told)
  await vi.waitFor(() => expect(before.told(one)).toBe(1))
  before.send({ type: 'receipts', receipts: [receipt(one.id, 'displayed')] })
  await vi.waitFor(() => expect(before.of('taken')).toHaveLength(1))
  before.close()
  const after = await join(member({ agent, team: 'joined' }), told.version)
  await vi.waitFor(() => expect(after.told(one)).toBe(1))
  await vi.waitFor(async () => {
    const { agents, notices } = await report()
    expect(agents.filter((each) => each.agent === agent)).toMatchObject([{ team: 'joined', online: true }])
    const reach = notices.find((each) => each.notice.id === one.id)
    expect(reach?.receipts.filter((each) => each.agent === agent)).toMatchObject([
      { team: 'joined', displayed: expect.any(String), acknowledged: null },
    ])
  })
})

describe('a report', () => {
  const OWN = '远程银行一组'

  it('tells a supervisor of their own teams, in numbers and names', async () => {
    const one = notice()
    const told = announcement({ notice: one })
    const [mine, other] = [await join(member({ team: OWN })), await join(member({ team: 'other' }))]
    await live.announce(told)
    for (const browser of [mine, other]) {
      await vi.waitFor(() => expect(browser.told(one)).toBe(1))
      browser.send({ type: 'have', version: told.version })
    }
    await vi.waitFor(async () => expect((await report('supervisor')).current).toBe(1))
    const [own, whole] = [await report('supervisor'), await report()]
    expect(own.online).toBe(1)
    expect(new Set(own.agents.map(({ team }) => team))).toEqual(new Set([OWN]))
    const reach = own.notices.find((each) => each.notice.id === one.id)
    expect([reach?.audience, reach?.receipts.map(({ team }) => team)]).toEqual([1, [OWN]])
    expect(whole.online).toBeGreaterThan(1)
    expect(JSON.stringify(own)).not.toContain('"other"')
  })

  it('names a team that does not answer, and tells the others', async () => {
    const browser = await join(member({ team: 'answers' }))
    vi.spyOn(Team.prototype, 'report').mockRejectedValueOnce(new Error('away'))
    const { unasked, agents } = await report()
    expect(unasked).toHaveLength(1)
    expect(agents.length).toBeGreaterThan(0)
    expect(agents.map(({ team }) => team)).not.toContain(unasked[0])
    browser.close()
  })

  it('is not had where the Directory itself fails, and the caller is told so', async () => {
    vi.spyOn(Directory.prototype, 'report').mockRejectedValue(new Error('away'))
    const headers = { authorization: `Bearer ${tokens.auditor}` }
    const answer = await call('/v1/pushes', { headers })
    expect([answer.status, await problemOf(answer)]).toEqual([503, 'no-live-channel'])
    const quality = await call('/v1/quality', { headers })
    expect(await quality.json()).toMatchObject({ oldPlaybooks: null })
  })
})

describe('one agent', () => {
  it('has ten sockets: an eleventh takes the place of the oldest, and of nobody else’s', async () => {
    const who = member({ team: 'many' })
    const other = await join(member({ team: 'many' }))
    const browsers: Browser[] = []
    for (let at = 0; at < 11; at += 1) browsers.push(await join(who))
    await vi.waitFor(() => expect(browsers[0]?.closed?.code).toBe(4002))
    expect(browsers.filter(({ closed }) => closed)).toHaveLength(1)
    expect(other.closed).toBeNull()
  })

  it('has ten tickets under way: an eleventh takes the place of the first', async () => {
    const who = member({ team: 'tickets' })
    const issue = () => env.TEAM.getByName('tickets').ticket(who)
    const others = await env.TEAM.getByName('tickets').ticket(member({ team: 'tickets' }))
    const tickets = []
    for (let at = 0; at < 11; at += 1) tickets.push(await issue())
    expect(await problemOf(await upgrade(String(tickets[0])))).toBe('ticket-refused')
    for (const one of [String(tickets[1]), String(tickets[10]), others]) (await open(one)).close()
  })

  it('with as many and as long teams as a token may name still gets a socket', async () => {
    const teams = Array.from({ length: MOST_TEAMS }, (_, at) =>
      `组${at}`.padEnd(MOST_TEAM_CHARACTERS / MOST_TEAMS, '长'),
    )
    const agent = '坐'.repeat(MOST_SUBJECT_BYTES / 3)
    const browser = await join(member({ agent, team: String(teams[0]), teams, roles: [...Role.options] }))
    browser.send('ping')
    await vi.waitFor(() => expect(browser.pongs).toBe(1))
    browser.close()
  })
})

describe('history', () => {
  const versions = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1 })
  const said = (all: number[]) =>
    all.map((version) => announcement({ version, gone: [tip(`tip-${version}`)] }))

  it('knows exactly what is gone since a version, or says that it does not', () => {
    fc.assert(
      fc.property(versions, fc.nat({ max: 31 }), (all, have) => {
        const last = Math.max(...all)
        const since = Array.from({ length: Math.max(0, last - have) }, (_, at) => have + at + 1)
        const gone = goneSince(extend([], said(all), 200), have)
        if (have >= last) expect(gone).toEqual([])
        else if (have === 0 || since.some((version) => !all.includes(version))) expect(gone).toBeNull()
        else expect(gone).toEqual(since.map((version) => tip(`tip-${version}`)))
      }),
    )
  })

  it('is the same in whatever order and how often its parts come, and bounded', () => {
    fc.assert(
      fc.property(versions, fc.integer({ min: 1, max: 20 }), (all, most) => {
        const [once, twice] = [
          extend([], said(all), most),
          extend(extend([], said(all.toReversed()), most), said(all), most),
        ]
        expect(twice.map(({ version }) => version)).toEqual(once.map(({ version }) => version))
        expect(once.length).toBeLessThanOrEqual(most)
        expect(once.at(-1)?.version).toBe(Math.max(...all))
      }),
    )
  })

  it('holds a notice until its end', () => {
    const history = [announcement({ notice: notice({ until: '2026-11-24T10:00:00.000Z' }) })]
    expect(openNotices(history, new Date('2026-11-24T09:59:59Z'))).toHaveLength(1)
    expect(openNotices(history, new Date('2026-11-24T10:00:00Z'))).toHaveLength(0)
  })
})
