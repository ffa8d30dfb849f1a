import { beforeAll, describe, expect, it } from 'vitest'
import { type Change, ChangeList, type ChangeState } from '../../worker/contract/change.ts'
import { declareChange } from '../../worker/services/changes/declare.ts'
import { expireChange } from '../../worker/services/changes/expire.ts'
import {
  answered,
  as,
  draft,
  edit,
  expectSound,
  historyOf,
  move,
  moved,
  newId,
  now,
  type Person,
  submitted,
  writtenByTwo,
} from './changes.ts'
import { call, db, publishPlaybook } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
})

const inState: Record<ChangeState, () => Promise<Change>> = {
  draft: writtenByTwo,
  submitted: async () => moved(await writtenByTwo(), 'submit', 'supervisor'),
  published: async () => moved(await inState.submitted(), 'approve', 'otherApprover'),
  provisional: async () => moved(await writtenByTwo(), 'declare', 'supervisor'),
  expired: async () => {
    const { id, revision } = await writtenByTwo()
    // Somebody new each time: who lets one run out declares no other for a day.
    const act = { id, revision, by: `writer-${newId()}`, at: now(), comment: 'fund frozen' }
    const { change } = await declareChange(db, act)
    await expireChange(db, id, String(change.confirmBy))
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
