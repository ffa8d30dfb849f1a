import { beforeAll, describe, expect, it } from 'vitest'
import { Change, ChangeList, type ChangeState } from '../../worker/contract/change.ts'
import { editChange } from '../../worker/services/changes/edit.ts'
import { expireChange } from '../../worker/services/changes/expire.ts'
import {
  answered,
  as,
  auditOf,
  declared,
  draft,
  expectSound,
  historyOf,
  move,
  moved,
  newChange,
  now,
  type Person,
  problemOf,
  put,
  subjects,
  submitted,
  tipOf,
} from './changes.ts'
import { call, db, post, publishPlaybook } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
})

const edit = ({ id, revision, content, baseVersion }: Change, person: Person, note = 'edited') =>
  put(`/v1/changes/${id}`, { revision, content, baseVersion, note }, as(person))

/** Written by the supervisor, then by the lead. */
async function writtenByTwo(): Promise<Change> {
  const by = subjects.supervisor
  const { id, revision, content, baseVersion } = await draft({}, by)
  const text = { content, baseVersion, notice: null, note: 'by two' }
  return editChange(db, { id, revision, by: subjects.lead, at: now() }, text)
}

const inState: Record<ChangeState, () => Promise<Change>> = {
  draft: writtenByTwo,
  submitted: async () => moved(await writtenByTwo(), 'submit', 'supervisor'),
  published: async () => moved(await inState.submitted(), 'approve', 'otherApprover'),
  provisional: async () => moved(await writtenByTwo(), 'declare', 'supervisor'),
  expired: async () => {
    const { id, confirmBy } = await inState.provisional()
    await expireChange(db, id, String(confirmBy))
    return historyOf(id)
  },
  discarded: async () => moved(await writtenByTwo(), 'discard', 'supervisor'),
}

/** Where each action may be done, and who has the role for it. */
const actions: Record<string, { from: ChangeState[]; who: Person[]; four?: true }> = {
  edit: { from: ['draft'], who: ['supervisor', 'otherSupervisor', 'lead', 'admin'] },
  submit: { from: ['draft'], who: ['supervisor', 'otherSupervisor', 'lead', 'admin'] },
  'take-back': { from: ['submitted'], who: ['supervisor', 'otherSupervisor', 'lead', 'admin'] },
  discard: { from: ['draft'], who: ['supervisor', 'otherSupervisor', 'lead', 'admin'] },
  return: { from: ['submitted'], who: ['approver', 'lead'] },
  approve: { from: ['submitted'], who: ['approver', 'lead'], four: true },
  declare: { from: ['draft', 'submitted'], who: ['supervisor', 'otherSupervisor', 'lead', 'admin'] },
  confirm: { from: ['provisional'], who: ['approver', 'lead'], four: true },
}
const people: Person[] = ['supervisor', 'otherSupervisor', 'lead', 'approver', 'admin']
const writers: Person[] = ['supervisor', 'lead']

function expected(action: string, state: ChangeState, person: Person): string {
  const { from = [], who = [], four } = actions[action] ?? {}
  if (!who.includes(person)) return 'role-missing'
  if (four && writers.includes(person)) return 'own-change'
  return from.includes(state) ? 'ok' : 'not-in-this-state'
}

describe.each(Object.keys(inState) as ChangeState[])('a change that is %s', (state) => {
  it.each(Object.keys(actions))('answers to everybody who would %s', async (action) => {
    let change = await inState[state]()
    expect(change.state).toBe(state)
    for (const person of people) {
      const answer = await (action === 'edit' ? edit(change, person) : move(change, action, as(person)))
      const said = await answered(answer)
      expect([person, said]).toEqual([person, expected(action, state, person)])
      if (said === 'ok') change = await inState[state]()
      else expect((await historyOf(change.id)).revision).toBe(change.revision)
    }
  })
})

describe('four eyes', () => {
  const refusals = async (id: string) =>
    (await auditOf(id)).filter(({ action }) => action.endsWith('.refused'))

  it('the maker fails by every way, and each attempt is in the audit chain', async () => {
    const change = await inState.submitted()
    const attempts: [Person, string][] = [
      ['supervisor', 'role-missing'],
      ['lead', 'own-change'],
      ['lead', 'own-change'],
    ]
    for (const [person, why] of attempts)
      expect(await answered(await move(change, 'approve', as(person)))).toBe(why)
    await moved(change, 'approve', 'approver')
    // Replayed after it went through, it is still who asks that is told first.
    expect(await answered(await move(change, 'approve', as('lead')))).toBe('own-change')
    const written = (await refusals(change.id)).map(({ action, actor, detail }) => [action, actor, detail])
    expect(written).toEqual(
      [...attempts, ['lead', 'own-change'] as const].map(([person, why]) => [
        'change.approve.refused',
        subjects[person],
        why,
      ]),
    )
  })

  it('replayed, an approval is done once', async () => {
    const change = await inState.submitted()
    const first = await moved(change, 'approve', 'approver')
    expect(await answered(await move(change, 'approve', as('approver')))).toBe('changed-meanwhile')
    expect(await historyOf(change.id)).toMatchObject({ revision: first.revision, state: 'published' })
  })

  it('who wrote an earlier revision cannot approve what another made of it', async () => {
    let change = await draft({}, subjects.lead)
    change = Change.parse(await (await edit(change, 'supervisor')).json())
    change = await moved(change, 'submit', 'supervisor')
    expect(await answered(await move(change, 'approve', as('lead')))).toBe('own-change')
  })

  it.each(['submit', 'declare'])('nor can who did %s though they wrote nothing', async (action) => {
    const change = await moved(await draft(), action, 'lead')
    const next = action === 'submit' ? 'approve' : 'confirm'
    expect(await answered(await move(change, next, as('lead')))).toBe('own-change')
    expect((await refusals(change.id)).map((one) => one.action)).toEqual([`change.${next}.refused`])
  })

  it('after it was submitted nothing can be slipped in: it is edited once it is a draft again', async () => {
    const change = await inState.submitted()
    expect(await answered(await edit(change, 'otherSupervisor'))).toBe('not-in-this-state')
    const back = await moved(change, 'return', 'approver')
    const again = Change.parse(await (await edit(back, 'otherSupervisor')).json())
    const resubmitted = await moved(again, 'submit', 'otherSupervisor')
    // The approver acts on what they saw first.
    expect(await answered(await move(change, 'approve', as('approver')))).toBe('changed-meanwhile')
    expect((await moved(resubmitted, 'approve', 'approver')).state).toBe('published')
  })

  it('an emergency needs two people, and one person counts once', async () => {
    const first = await moved(await declared(), 'confirm', 'approver')
    expect(first).toMatchObject({ state: 'provisional', confirmedBy: ['approver-01'] })
    expect(await answered(await move(first, 'confirm', as('approver')))).toBe('own-change')
    const second = await moved(first, 'confirm', 'otherApprover')
    expect(second).toMatchObject({ state: 'published', confirmedBy: ['approver-01', 'approver-02'] })
    expect((await refusals(first.id)).map(({ actor }) => actor)).toEqual(['approver-01'])
  })

  it('an emergency whose hour is over cannot be confirmed any more', async () => {
    const change = await declared({}, 'writer', new Date(Date.now() - 3_600_000).toISOString())
    const problem = await problemOf(await move(change, 'confirm', as('approver')))
    expect(problem.type).toContain('not-in-this-state')
    expect(problem.detail).toContain(change.confirmBy)
  })
})

describe('a draft', () => {
  it('may be anything that is JSON, until it is submitted', async () => {
    const { itemId, ...rest } = await newChange()
    for (const content of [{}, [], 'text', 7, false, { label: { zh: '' } }, tipOf('other-name')]) {
      const change = await newChange({ ...rest, id: crypto.randomUUID(), itemId: `${itemId}x`, content })
      const kept = Change.parse(await (await post('/v1/changes', change, as('supervisor'))).json())
      expect(kept.content).toEqual(content)
      const problem = await problemOf(await move(kept, 'submit', as('supervisor')))
      expect(problem.type).toContain('content-refused')
      expect(problem.errors?.every(({ path }) => path.startsWith('/content'))).toBe(true)
      await moved(kept, 'discard', 'supervisor')
    }
  })

  it.each<[string, number, (nested: (n: number) => string) => string]>([
    ['too deep', 422, (nested) => nested(65)],
    ['as deep as to exhaust a stack', 422, (nested) => nested(100_000)],
    ['too long', 413, () => JSON.stringify('x'.repeat(262_144))],
    ['deep enough', 200, (nested) => nested(64)],
  ])('whose content is %s is answered with %i', async (_, status, content) => {
    const nested = (n: number) => '['.repeat(n) + ']'.repeat(n)
    const body = JSON.stringify(await newChange({ content: 0 })).replace(
      '"content":0',
      `"content":${content(nested)}`,
    )
    expect((await post('/v1/changes', body, as('supervisor'))).status).toBe(status)
  })

  it('without content is refused, and one of null is not', async () => {
    const { content: _, ...without } = await newChange()
    expect((await post('/v1/changes', without, as('supervisor'))).status).toBe(422)
    expect((await post('/v1/changes', { ...without, content: null }, as('supervisor'))).status).toBe(200)
  })

  it('sent again is the one that is there; by another or with another text it is refused', async () => {
    const change = await newChange()
    const send = (more: object, person: Person) =>
      post('/v1/changes', { ...change, ...more }, as(person)).then(answered)
    expect(await send({}, 'supervisor')).toBe('ok')
    expect(await send({}, 'supervisor')).toBe('ok')
    expect(await send({}, 'otherSupervisor')).toBe('changed-meanwhile')
    expect(await send({ note: 'other' }, 'supervisor')).toBe('changed-meanwhile')
    expect(await send({ itemId: 'other' }, 'supervisor')).toBe('changed-meanwhile')
    expect((await historyOf(change.id)).steps).toHaveLength(1)
  })

  it('is the only open one of its item, and the refusal says which', async () => {
    const first = await draft()
    const second = await newChange({ itemId: first.itemId })
    const problem = await problemOf(await post('/v1/changes', second, as('supervisor')))
    expect(problem.type).toContain('change-open')
    expect(problem.detail).toContain(first.id)
    await moved(first, 'discard', 'supervisor')
    expect(await answered(await post('/v1/changes', second, as('supervisor')))).toBe('ok')
  })

  it('cannot rest on a playbook that never was', async () => {
    const change = await newChange({ baseVersion: 9999 })
    expect(await answered(await post('/v1/changes', change, as('supervisor')))).toBe('no-such-version')
  })

  it('is not overwritten by who saw an older revision: they are told who was quicker, in their language', async () => {
    const change = await draft()
    await edit(change, 'otherSupervisor')
    const problem = await problemOf(await edit(change, 'supervisor', 'too late'))
    expect(problem.type).toContain('changed-meanwhile')
    expect(problem.detail).toMatch(/supervisor-02 at 2\d{3}-.*: edit/)
    const { note, steps } = await historyOf(change.id)
    expect([note, steps.at(-1)?.by]).toEqual(['edited', 'supervisor-02'])
    const chinese = await move(change, 'submit', { ...as('supervisor'), 'accept-language': 'zh' })
    expect((await problemOf(chinese)).detail).toMatch(/已由 supervisor-02 于 .* 修改/)
  })
})

describe('submitting', () => {
  const faults = async (more: Parameters<typeof newChange>[0]) =>
    (await problemOf(await move(await draft(more), 'submit', as('supervisor')))).errors ?? []
  const itemId = 'of-many-faults'
  const free = async () => {
    const { changes } = ChangeList.parse(
      await (await call('/v1/changes', { headers: as('supervisor') })).json(),
    )
    for (const change of changes.filter((one) => one.itemId === itemId))
      await moved(change, 'discard', 'supervisor')
  }

  it.each<[string, string, object]>([
    ['a member that is wrong', '/content/cap/max', tipOf(itemId, { cap: { max: 0, days: 3 } })],
    ['another name', '/content/id', tipOf('other')],
    ['a rule that cannot be read', '/content', tipOf(itemId, { eligibility: 'customer.aeg > 1' })],
    ['a shift that is not there', '/content', tipOf(itemId, { shifts: ['night'] })],
  ])('names the place of %s', async (_, path, content) => {
    await free()
    expect((await faults({ itemId, content })).map((one) => one.path)).toEqual([path])
  })

  it('reads selectors of an adapter as browsers do', async () => {
    const content = { schema: 1, id: 'bad-crm', screens: [{ id: 'one', when: { present: [{ css: 'a[' }] } }] }
    const [fault] = await faults({ kind: 'adapter', itemId: 'bad-crm', content })
    expect(fault?.message).toContain('is no CSS selector')
  })

  it('refuses what would change nothing', async () => {
    const same = await draft({ itemId: 'call-back', content: tipOf('call-back') })
    expect(await answered(await move(same, 'submit', as('supervisor')))).toBe('same-content')
    const none = await draft({ itemId: 'never-was', content: null })
    expect(await answered(await move(none, 'submit', as('supervisor')))).toBe('same-content')
  })
})

it('lists open changes or all, newest first', async () => {
  const open = await submitted()
  const closed = await moved(await draft(), 'discard', 'supervisor')
  const ids = async (query: string) => {
    const answer = await call(`/v1/changes${query}`, { headers: as('auditor') })
    return ChangeList.parse(await answer.json()).changes.map(({ id }) => id)
  }
  expect(await ids('')).toContain(open.id)
  expect(await ids('?state=open')).not.toContain(closed.id)
  const all = await ids('?state=all')
  expect(all.filter((id) => id === open.id || id === closed.id)).toEqual([closed.id, open.id])
})

it('after all this the chain holds, nothing has a gap and nobody let their own through', expectSound)
