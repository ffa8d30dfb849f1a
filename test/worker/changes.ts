import { env } from 'cloudflare:workers'
import { expect, inject } from 'vitest'
import type { AuditEntry } from '../../worker/contract/audit.ts'
import { Change, ChangeHistory, type NewChange } from '../../worker/contract/change.ts'
import { NumberedPlaybook, type Tip } from '../../worker/contract/playbook.ts'
import { Problem } from '../../worker/contract/problem.ts'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { createChange } from '../../worker/services/changes/create.ts'
import { declareChange } from '../../worker/services/changes/declare.ts'
import { editChange } from '../../worker/services/changes/edit.ts'
import { submitChange } from '../../worker/services/changes/submit.ts'
import { call, db, playbook, post, publishPlaybook } from './edge.ts'

/** Somebody who writes and has no token, so that everybody with one is a second person. */
export const WRITER = 'writer'

/** Their subjects, by the name of their token. */
export const subjects = {
  supervisor: 'supervisor-01',
  otherSupervisor: 'supervisor-02',
  approver: 'approver-01',
  otherApprover: 'approver-02',
  lead: 'lead-01',
  admin: 'admin-01',
  auditor: 'auditor-01',
} as const
export type Person = keyof typeof subjects

export const as = (person: Person) => ({ authorization: `Bearer ${inject('tokens')[person]}` })

export const newId = () => crypto.randomUUID().slice(0, 8)

export const tipOf = (id: string, more: Partial<Tip> = {}): Tip => ({
  ...(playbook.tips[0] as Tip),
  id,
  ...more,
})

export const now = () => new Date().toISOString()

export async function currentPlaybook(): Promise<NumberedPlaybook> {
  return NumberedPlaybook.parse(await (await call('/v1/playbook')).json())
}

/** Imports the playbook in force with one more tip. @returns its version */
export async function addTip(id: string): Promise<number> {
  const { tips } = (await currentPlaybook()).playbook
  return (await publishPlaybook({ tips: [...tips, tipOf(id)] })).version
}

/** A new tip under a name of its own, changed as told. */
export async function newChange(more: Partial<NewChange> = {}): Promise<NewChange> {
  const itemId = more.itemId ?? `tip-${newId()}`
  const { version: baseVersion } = await currentPlaybook()
  return {
    id: crypto.randomUUID(),
    kind: 'tip',
    itemId,
    content: tipOf(itemId),
    baseVersion,
    notice: null,
    note: '',
    ...more,
  }
}

export const draft = async (more: Partial<NewChange> = {}, by = WRITER): Promise<Change> =>
  createChange(db, await newChange(more), by, now())

export async function submitted(more: Partial<NewChange> = {}, by = WRITER): Promise<Change> {
  const { id, revision } = await draft(more, by)
  return submitChange(db, { id, revision, by, at: now() })
}

/** By somebody who declares nothing else: who lets an emergency run out cannot declare the next one. */
export async function declared(
  more: Partial<NewChange> = {},
  by = `${WRITER}-${newId()}`,
  at = now(),
): Promise<Change> {
  const { id, revision } = await draft(more, by)
  return (await declareChange(db, { id, revision, by, at, comment: 'fund frozen' })).change
}

export const put = (path: string, body: unknown, headers: Record<string, string>) =>
  call(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** Does something to a change over HTTP, by the revision that it shows. */
export function move(
  { id, revision }: Pick<Change, 'id' | 'revision'>,
  action: string,
  headers: Record<string, string>,
): Promise<Response> {
  const comment = action === 'return' || action === 'declare' ? { comment: 'because of this' } : {}
  return post(`/v1/changes/${id}/${action}`, { revision, ...comment }, headers)
}

/** As above, and it is done. */
export async function moved(change: Change, action: string, person: Person): Promise<Change> {
  const answer = await move(change, action, as(person))
  expect([action, answer.status]).toEqual([action, 200])
  return Change.parse(await answer.json())
}

export async function problemOf(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const problem = Problem.parse(await answer.json())
  expect(problem.status).toBe(answer.status)
  return problem
}

/** Writes a draft anew as it is, with another note. */
export const edit = ({ id, revision, content, baseVersion }: Change, person: Person, note = 'edited') =>
  put(`/v1/changes/${id}`, { revision, content, baseVersion, note }, as(person))

/** Written by the supervisor, then by the lead. */
export async function writtenByTwo(): Promise<Change> {
  const by = subjects.supervisor
  const { id, revision, content, baseVersion } = await draft({}, by)
  const text = { content, baseVersion, notice: null, note: 'by two' }
  return editChange(db, { id, revision, by: subjects.lead, at: now() }, text)
}

/** What was answered: `ok`, or the name of the problem. */
export async function answered(answer: Response): Promise<string> {
  if (answer.status === 200) return 'ok'
  return (await problemOf(answer)).type.replace('urn:problem-type:fineline:', '')
}

export async function historyOf(id: string): Promise<ChangeHistory> {
  const answer = await call(`/v1/changes/${id}`, { headers: as('supervisor') })
  return ChangeHistory.parse(await answer.json())
}

/** The bank's own chain, unless another database is given. */
export async function auditChain(d1 = env.PLAYBOOK): Promise<AuditEntry[]> {
  const { results } = await d1.prepare('select * from audit order by sequence').all<AuditEntry>()
  return results
}

export const auditOf = async (id: string) =>
  (await auditChain()).filter(({ subject }) => subject === `change/${id}`)

/** Whatever happened: one chain, versions and revisions without a gap, nobody let through what they had a hand in. */
export async function expectSound(): Promise<void> {
  expect(await firstBrokenLink(await auditChain())).toBeNull()
  const { results: versions } = await env.PLAYBOOK.prepare(
    'select version from playbook order by version',
  ).all()
  expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1))
  const { results: changes } = await env.PLAYBOOK.prepare('select * from change').all<{
    id: string
    revision: number
    editors: string
  }>()
  for (const { id, revision, editors } of changes) {
    const { steps } = await historyOf(id)
    expect(steps.map((step) => step.revision)).toEqual(Array.from({ length: revision }, (_, at) => at + 1))
    const through = steps.filter(({ action }) => action === 'approve' || action === 'confirm')
    const hands: string[] = JSON.parse(editors)
    expect(through.filter(({ by }) => hands.includes(String(by)))).toEqual([])
    expect(new Set(through.map(({ by }) => by)).size).toBe(through.length)
  }
}
