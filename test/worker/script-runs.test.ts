import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { Script } from '../../worker/contract/playbook.ts'
import { type ScriptRun, ScriptRunReceipt, ScriptTimes } from '../../worker/contract/script-run.ts'
import { recordScriptRuns } from '../../worker/services/script-runs/record.ts'
import { readScriptTimes } from '../../worker/services/script-runs/times.ts'
import { call, db, post, publishPlaybook } from './edge.ts'

const text = (zh: string) => ({ zh, en: zh })
const step = (id: string, say = id) => ({ id, label: text(id), say: text(say), required: true })
/** So that a run may be finished without the step. */
const applies = 'customer.age > 60'
const script = (say?: string) =>
  Script.parse({
    id: 'card-loss',
    label: text('挂失'),
    matter: text('卡丢了'),
    steps: [step('greet', say), { ...step('block'), applies }, { ...step('close'), applies }],
  })

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const run = (change: Partial<ScriptRun> = {}): ScriptRun => ({
  id: crypto.randomUUID(),
  playbookVersion: 1,
  scriptId: 'card-loss',
  day: day(0),
  finished: true,
  steps: [
    { stepId: 'greet', outcome: 'done', seconds: 20, variant: 'senior' },
    { stepId: 'block', outcome: 'done', seconds: 40 },
  ],
  ...change,
})
const took = (seconds: number, change: Partial<ScriptRun> = {}): ScriptRun =>
  run({ ...change, steps: [{ stepId: 'greet', outcome: 'done', seconds }] })

beforeAll(async () => {
  await publishPlaybook({ scripts: [script()] })
  await publishPlaybook({ scripts: [script()], dismissReasons: [{ id: 'other', label: text('其他') }] })
  await publishPlaybook({ scripts: [script('shorter')] })
})
beforeEach(async () => {
  await env.PLAYBOOK.exec('delete from script_run')
  await env.PLAYBOOK.exec('delete from script_step')
})

async function send(...runs: ScriptRun[]): Promise<ScriptRunReceipt> {
  const answer = await post('/v1/scripts/runs', { runs })
  expect(answer.status).toBe(200)
  return ScriptRunReceipt.parse(await answer.json())
}

const count = async (table: string) =>
  (await env.PLAYBOOK.prepare(`select count(*) as n from ${table}`).first<{ n: number }>())?.n

describe('runs', () => {
  it('are stored once, however often and how much at once they come', async () => {
    const one = run()
    const receipts = await Promise.all([send(one), send(one), send(one, one)])
    expect(receipts.flatMap(({ stored }) => stored)).toEqual([one.id])
    expect(await send(one)).toEqual({ stored: [], known: [one.id], refused: [] })
    expect([await count('script_run'), await count('script_step')]).toEqual([1, 2])
  })

  it.each<[string, Partial<ScriptRun>, string]>([
    ['a version that never was', { playbookVersion: 99 }, 'version 99 was never published'],
    ['a script it has not', { scriptId: 'c600238417705' }, 'scriptId is of no script'],
    ['a step it has not', { steps: [{ stepId: 'c600238417705', outcome: 'done', seconds: 1 }] }, 'steps/0'],
    [
      'a segment it has not',
      { steps: [{ stepId: 'greet', outcome: 'done', seconds: 1, variant: 'zhang-san' }] },
      'steps/0',
    ],
    [
      'the end without a step that concerns everybody',
      { steps: [{ stepId: 'block', outcome: 'done', seconds: 9 }] },
      'finished without',
    ],
    ['a day long gone', { day: day(181) }, 'day is not'],
    ['a day to come', { day: day(-2) }, 'day is not'],
  ])('that name %s are refused for good, by themselves', async (_, change, why) => {
    const [bad, good] = [run(change), run()]
    const receipt = await send(bad, good)
    expect(receipt.stored).toEqual([good.id])
    expect(receipt.refused).toMatchObject([{ id: bad.id, why: expect.stringContaining(why) }])
    expect(await count('script_run')).toBe(1)
  })

  it('that were broken off may lack any step', async () => {
    const one = run({ finished: false, steps: [{ stepId: 'block', outcome: 'done', seconds: 9 }] })
    expect((await send(one)).stored).toEqual([one.id])
  })

  it.each<[string, object]>([
    ['a customer', { customerKey: 'a'.repeat(64) }],
    ['an hour', { day: '2026-05-06T07:00:00Z' }],
    ['words', { steps: [{ stepId: 'greet', outcome: 'done', seconds: 1, said: '600238417705' }] }],
    ['a step twice', { steps: [run().steps[0], run().steps[0]] }],
    ['half a second', { steps: [{ stepId: 'greet', outcome: 'done', seconds: 0.5 }] }],
    ['more than an hour', { steps: [{ stepId: 'greet', outcome: 'done', seconds: 3601 }] }],
  ])('have no room for %s', async (_, change) => {
    const answer = await post('/v1/scripts/runs', { runs: [{ ...run(), ...change }] })
    expect(answer.status).toBe(422)
    expect(await answer.text()).not.toContain('600238417705')
    expect(await count('script_run')).toBe(0)
  })

  it('are kept for 180 days, with their steps', async () => {
    await env.PLAYBOOK.exec(
      `insert into script_run values ('old', '${day(181)}', '${day(181)}', 1, 'card-loss', 1, 'a', '')`,
    )
    await env.PLAYBOOK.exec("insert into script_step values ('old', 'greet', 'done', 9, '')")
    await send(run())
    expect([await count('script_run'), await count('script_step')]).toEqual([1, 2])
  })
})

const store = (agent: string, team: string, ...runs: ScriptRun[]) =>
  recordScriptRuns(db, runs, { subject: agent, teams: [team] }, new Date())
const admin = { roles: ['admin'] as const, teams: [] }
const days = { from: day(27), until: day(0) }
const agents = (name: string, many: number) => Array.from({ length: many }, (_, at) => `${name}-${at}`)

describe('times', () => {
  it('are median and ninth decile by step, of those done, and of whole scripts that were finished', async () => {
    for (const [at, agent] of agents('a', 10).entries())
      await store(
        agent,
        'one',
        run({
          finished: at < 6,
          steps: [
            { stepId: 'greet', outcome: 'done', seconds: at + 1 },
            { stepId: 'block', outcome: at < 8 ? 'skipped' : 'done', seconds: 100 },
          ],
        }),
      )
    const { scripts } = await readScriptTimes(db, days, admin)
    expect(scripts).toEqual([
      {
        scriptId: 'card-loss',
        wordings: [
          {
            versions: [1],
            figures: { runs: 10, finished: 6, time: { median: 103, p90: 106, count: 6 } },
            steps: [
              { stepId: 'greet', figures: { done: 10, skipped: 0, time: { median: 5, p90: 9, count: 10 } } },
              {
                stepId: 'block',
                figures: { done: 2, skipped: 8, time: { median: 100, p90: 100, count: 2 } },
              },
              { stepId: 'close', figures: null },
            ],
          },
        ],
      },
    ])
  })

  it('set wordings side by side, and count versions that say the same together', async () => {
    for (const agent of agents('a', 5)) {
      await store(agent, 'one', took(30), took(50, { playbookVersion: 2 }), took(10, { playbookVersion: 3 }))
    }
    const { scripts } = await readScriptTimes(db, days, admin)
    const told = scripts[0]?.wordings.map(({ versions, figures }) => [
      versions,
      figures?.runs,
      figures?.time?.p90,
    ])
    expect(told).toEqual([
      [[3], 5, 10],
      [[1, 2], 10, 50],
    ])
  })

  it('are not told of fewer than five agents, nor where the rest is fewer than five', async () => {
    for (const agent of agents('a', 5)) await store(agent, 'one', took(30))
    for (const agent of agents('b', 4)) await store(agent, 'two', took(90))
    const figures = async (team?: string) =>
      (await readScriptTimes(db, { ...days, ...(team && { team }) }, admin)).scripts[0]?.wordings[0]?.figures
    expect(await figures()).toMatchObject({ runs: 9 })
    expect(await figures('two')).toBeNull()
    // Told, the others would follow by subtraction.
    expect(await figures('one')).toBeNull()
    await store('b-4', 'two', took(90))
    expect(await figures('one')).toMatchObject({ runs: 5, time: { median: 30 } })
    expect(await figures('two')).toMatchObject({ runs: 5, time: { median: 90 } })
  })

  it('hide a step that few have reached, though the script is told', async () => {
    for (const agent of agents('a', 6)) await store(agent, 'one', took(30))
    await store('a-0', 'one', run())
    const [wording] = (await readScriptTimes(db, days, admin)).scripts[0]?.wordings ?? []
    expect(wording?.figures).toMatchObject({ runs: 7 })
    expect(wording?.steps.map(({ figures }) => figures?.done ?? null)).toEqual([7, null, null])
  })

  it('are of a supervisor’s own teams alone, and of another team there is nothing', async () => {
    for (const agent of agents('a', 5)) await store(agent, 'one', took(30))
    for (const agent of agents('b', 5)) await store(agent, 'two', took(90))
    const supervisor = { roles: ['supervisor'] as const, teams: ['two'] }
    const own = await readScriptTimes(db, days, supervisor)
    expect(own.teams).toEqual(['two'])
    expect(own.scripts[0]?.wordings[0]?.figures).toMatchObject({ runs: 5, time: { median: 90 } })
    await expect(readScriptTimes(db, { ...days, team: 'one' }, supervisor)).rejects.toMatchObject({
      reason: 'no-such-team',
    })
    await expect(readScriptTimes(db, { ...days, team: 'three' }, supervisor)).rejects.toMatchObject({
      reason: 'no-such-team',
    })
  })

  it('come over the edge, and another’s team is answered with 404', async () => {
    const headers = { authorization: `Bearer ${inject('tokens').supervisor}` }
    const answer = await call(`/v1/scripts/times?from=${days.from}&until=${days.until}`, { headers })
    expect(answer.status).toBe(200)
    expect(ScriptTimes.parse(await answer.json())).toEqual({ ...days, teams: [], scripts: [] })
    const other = await call(`/v1/scripts/times?from=${days.from}&until=${days.until}&team=nowhere`, {
      headers,
    })
    expect(other.status).toBe(404)
  })
})
