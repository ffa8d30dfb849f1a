import { expect, inject, it, vi } from 'vitest'
import { Fleet, type FleetReport } from '../../worker/contract/fleet.ts'
import { call, post } from './edge.ts'

const tokens = inject('tokens')
const as = (token: string) => ({ authorization: `Bearer ${token}` })

const report = (change: Partial<FleetReport> = {}): FleetReport => ({
  id: crypto.randomUUID(),
  version: '1.4.0',
  ring: 'all',
  playbookVersion: 1,
  hmacKeyId: '2026-1',
  homeOffice: false,
  source: 'managed',
  problems: [],
  received: ['edgeUrl'],
  browser: { name: 'Google Chrome', major: 156, platform: 'Windows' },
  dropped: 0,
  ...change,
})

const say = (said: object, token = tokens.agent) => post('/v1/fleet/reports', said, as(token))
const fleet = async (token: string) =>
  Fleet.parse(await (await call('/v1/fleet', { headers: as(token) })).json())

it('counts versions by ring, newest first, and lists who needs a look first', async () => {
  const wrong = report({
    ...{ ring: 'pilot', version: '1.10.0', hmacKeyId: null },
    problems: [{ key: 'failMode', fault: 'value' }],
  })
  const [one, two, old] = [report(), report({ version: '1.3.9' }), report({ version: '1.2.0' })]
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 8 * 86_400_000 })
  // A token of today, eight days ago, is a token from the future: nothing is wrong with that here.
  expect((await say(old)).status).toBe(200)
  vi.useRealTimers()
  for (const said of [one, two, wrong, report({ version: '1.10.0', ring: 'pilot', homeOffice: true })])
    expect((await say(said)).status).toBe(200)
  const seen = await fleet(tokens.admin)
  expect(seen).toMatchObject({ browsers: 5, seen: 4, withProblems: 1, homeOffice: 1 })
  expect(seen).toMatchObject({ dropped: 0, problems: [{ key: 'failMode', fault: 'value', browsers: 1 }] })
  expect(seen.versions).toEqual([
    { ring: 'pilot', version: '1.10.0', browsers: 2 },
    { ring: 'all', version: '1.4.0', browsers: 1 },
    { ring: 'all', version: '1.3.9', browsers: 1 },
  ])
  expect(seen.keyIds).toEqual([
    { hmacKeyId: '2026-1', browsers: 3 },
    { hmacKeyId: null, browsers: 1 },
  ])
  expect(seen.list.slice(0, 2).map(({ id }) => id)).toEqual([wrong.id, old.id])
  expect(seen.list[0]).toMatchObject({ agent: 'agent-01', team: '远程银行一组', problems: wrong.problems })
})

it('what a browser says takes the place of what it said before', async () => {
  const said = report({ version: '9.0.0' })
  await say(said)
  await say({ ...said, version: '9.0.1' })
  const own = (await fleet(tokens.auditor)).list.filter(({ id }) => id === said.id)
  expect(own.map(({ version }) => version)).toEqual(['9.0.1'])
})

it('shows a supervisor the browsers of their own teams alone', async () => {
  await say(report(), tokens.otherSupervisor)
  const teams = async (token: string) => new Set((await fleet(token)).list.map(({ team }) => team))
  expect(await teams(tokens.supervisor)).toEqual(new Set(['远程银行一组']))
  expect(await teams(tokens.otherSupervisor)).toEqual(new Set(['远程银行二组']))
  expect((await teams(tokens.admin)).size).toBe(2)
})

it.each<[string, object]>([
  ['a value of the policy', { ...report(), hmacSecret: 'not for anybody' }],
  ['a value beside a problem', { ...report(), problems: [{ key: 'edgeUrl', fault: 'type', value: 'x' }] }],
  ['a name that is none', { ...report(), problems: [{ key: 'https://edge', fault: 'type' }] }],
  ['a version that is none', { ...report(), version: '<b>1' }],
])('refuses %s', async (_, said) => {
  expect((await say(said)).status).toBe(422)
})
