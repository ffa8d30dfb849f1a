import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalD1, patiently } from '../../db/local.ts'
import { type AuditEntry, AuditPage } from '../../worker/contract/audit.ts'
import { Change, PlaybookVersionList } from '../../worker/contract/change.ts'
import type { Tip } from '../../worker/contract/playbook.ts'
import { Problem } from '../../worker/contract/problem.ts'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { tick } from '../stand/clock.ts'
import type { Seen } from '../stand/eyes.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'
import { answer, chooseRare, openPerson, type Person, press } from './person.ts'

/** From the last press to the agent's screen. Milliseconds. */
const AT_ONCE = 2000
const OWN = '你是经办，不能批准自己的草稿。'

let agent: Agent
let panel: Page
let writer: Person
let lead: Person
let approver: Person
let second: Person

beforeAll(async () => {
  agent = await openAgent({ sampleSize: 300 })
  writer = await openPerson(agent, 'supervisor-01')
  lead = await openPerson(agent, 'lead-01')
  approver = await openPerson(agent, 'approver-01')
  second = await openPerson(agent, 'approver-02')
  const { page, eyes } = await agent.open('spa', firstCustomer(agent.stand).number)
  await eyes.wait('badge', ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none', 60_000)
  panel = await agent.panel(page)
  await page.bringToFront()
})
afterAll(async () => {
  for (const one of [writer, lead, approver, second, agent]) await one?.close()
})

/** For everybody, before all shipped ones, saying its own id. Of those made here the first by id is on top. */
function tipOf(id: string): Tip {
  const [shipped] = agent.stand.data.playbook.tips
  if (!shipped) throw new Error('the shipped playbook has no tip')
  const { label, why, category } = shipped
  return {
    ...{ id, label, why, category, marketing: false, eligibility: 'customer.age >= 18' },
    say: { zh: `请说${id}。`, en: `Say ${id}.` },
    score: { propensity: 1, context: 1, value: 1, lever: 1 },
    cap: { max: 9, days: 1 },
  }
}

const changeIn = ({ status, body }: { status: number; body: unknown }): Change => {
  expect([status, body]).toMatchObject([200, {}])
  return Change.parse(body)
}

async function draft(id: string, by: Person): Promise<Change> {
  const { version: baseVersion } = await inForce()
  const item = { kind: 'tip', itemId: id, content: tipOf(id) }
  return changeIn(await by.ask('POST', '/v1/changes', { ...item, id: crypto.randomUUID(), baseVersion }))
}

const edit = async ({ id, revision, content, baseVersion }: Change, by: Person) =>
  changeIn(await by.ask('PUT', `/v1/changes/${id}`, { revision, content, baseVersion, note: '补充' }))

type Revised = Pick<Change, 'id' | 'revision'>

const move = ({ id, revision }: Revised, action: string, by: Person, more: object = {}) =>
  by.ask('POST', `/v1/changes/${id}/${action}`, { revision, ...more })

/** What the edge answers to an approval: `ok`, or the name of the problem. */
async function approval(change: Revised, by: Person): Promise<string> {
  const { status, body } = await move(change, 'approve', by)
  return status === 200 ? 'ok' : Problem.parse(body).type.replace('urn:problem-type:fineline:', '')
}

async function inForce() {
  const [latest] = PlaybookVersionList.parse((await writer.ask('GET', '/v1/playbooks')).body).versions
  if (!latest) throw new Error('nothing is in force')
  return latest
}

const says = async () => (await panel.locator('.tip .say').allTextContents()).join('\n')
const shown = (id: string) => expect.poll(says, { timeout: AT_ONCE, interval: 20 }).toContain(`请说${id}。`)
const gone = (id: string) =>
  expect.poll(says, { timeout: AT_ONCE, interval: 20 }).not.toContain(`请说${id}。`)

/** The whole chain as the auditor reads it, page by page; oldest first. */
async function auditChain(): Promise<AuditEntry[]> {
  const { stand } = agent
  const headers = { authorization: `Bearer ${await stand.signIn('auditor-01')}` }
  const newest = async (before: string): Promise<AuditEntry[]> => {
    const answer = await fetch(`${stand.edgeUrl}/v1/audit?limit=5${before}`, { headers })
    const { entries } = AuditPage.parse(await answer.json())
    const last = entries.at(-1)
    return last ? [...entries, ...(await newest(`&before=${last.sequence}`))] : []
  }
  return (await newest('')).toReversed()
}

const refusalsOf = async ({ id }: Revised) =>
  (await auditChain())
    .filter(({ action, subject }) => action === 'change.approve.refused' && subject === `change/${id}`)
    .map(({ actor, detail }) => [actor, detail])

test('a maker who may not approve fails by console, API and replay, and the chain has it', async () => {
  const change = changeIn(await move(await draft('made-by-writer', writer), 'submit', writer))
  const before = await inForce()
  const page = await writer.console('tips/made-by-writer')
  await page.getByText(OWN).waitFor()
  expect(await page.getByRole('button', { name: '批准并推送' }).count()).toBe(0)
  expect(await approval(change, writer)).toBe('role-missing')
  expect(await inForce()).toEqual(before)

  expect(await approval(change, approver)).toBe('ok')
  await shown('made-by-writer')
  // The approver's very request again: by the maker, then by the approver.
  expect(await approval(change, writer)).toBe('role-missing')
  expect(await approval(change, approver)).toBe('changed-meanwhile')
  expect(await inForce()).toMatchObject({ version: before.version + 1, publishedBy: 'approver-01' })
  expect(await refusalsOf(change)).toEqual([
    ['supervisor-01', 'role-missing'],
    ['supervisor-01', 'role-missing'],
  ])
})

/** Drafts that somebody with both roles had a hand in. */
const hands: Record<string, () => Promise<Change>> = {
  'began and submitted': async () => move(await draft('made-by-lead', lead), 'submit', lead).then(changeIn),
  'edited, which another began and submitted': async () =>
    move(await edit(await draft('made-by-both', writer), lead), 'submit', writer).then(changeIn),
}

test.for(Object.keys(hands))('who has both roles cannot approve what they %s', async (name) => {
  const change = await (hands[name]?.() ?? Promise.reject(new Error(name)))
  const before = await inForce()
  const page = await lead.console(`tips/${change.itemId}`)
  await page.getByText(OWN).waitFor()
  expect(await page.getByRole('button', { name: '批准并推送' }).isDisabled()).toBe(true)
  expect(await approval(change, lead)).toBe('own-change')
  expect(await inForce()).toEqual(before)

  expect(await approval(change, approver)).toBe('ok')
  expect(await approval(change, lead)).toBe('own-change')
  expect((await inForce()).version).toBe(before.version + 1)
  expect(await refusalsOf(change)).toEqual([
    ['lead-01', 'own-change'],
    ['lead-01', 'own-change'],
  ])
})

test('an emergency is on the screen at once, and stays when two approvers confirm it', async () => {
  const { id } = await draft('fund-frozen', writer)
  const page = await writer.console('tips/fund-frozen')
  await chooseRare(page, '紧急推送')
  await answer(page, '紧急推送', '基金刚刚暂停赎回')
  await shown('fund-frozen')
  for (const one of [approver, second]) {
    const confirming = await one.console('tips/fund-frozen')
    await press(confirming, '确认紧急推送')
    await answer(confirming, '确认紧急推送')
  }
  expect(changeIn(await writer.ask('GET', `/v1/changes/${id}`))).toMatchObject({
    state: 'published',
    confirmedBy: ['approver-01', 'approver-02'],
  })
})

test('an emergency that nobody confirms is taken back when its hour is over', async () => {
  const begun = await draft('false-alarm', writer)
  const { id } = changeIn(await move(begun, 'declare', writer, { comment: '传闻暂停申购' }))
  await shown('false-alarm')
  const { playbook: db, close } = await openLocalD1(join(agent.home, 'state'))
  const over = db.prepare('update change set confirm_by = ? where id = ?')
  await patiently(() => over.bind(new Date(Date.now() - 1000).toISOString(), id).run())
  await close()
  await tick(agent.stand.edgeUrl)
  await gone('false-alarm')
  expect(await says()).toContain('请说fund-frozen。')
  expect(await inForce()).toMatchObject({ publishedBy: null, cause: { type: 'expire', changeId: id } })
})

test('after all this the chain verifies', async () => {
  const chain = await auditChain()
  expect(await firstBrokenLink(chain)).toBeNull()
  const actions = chain.map(({ action }) => action)
  expect(actions).toEqual(expect.arrayContaining(['change.declare', 'change.confirm', 'change.expire']))
})
