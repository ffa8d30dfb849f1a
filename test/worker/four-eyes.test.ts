import { beforeAll, describe, expect, it } from 'vitest'
import { Change } from '../../worker/contract/change.ts'
import {
  answered,
  as,
  auditOf,
  declared,
  draft,
  edit,
  expectSound,
  historyOf,
  move,
  moved,
  type Person,
  problemOf,
  subjects,
  writtenByTwo,
} from './changes.ts'
import { publishPlaybook } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
})

describe('four eyes', () => {
  const refusals = async (id: string) =>
    (await auditOf(id)).filter(({ action }) => action.endsWith('.refused'))

  it('the maker fails by every way, and each attempt is in the audit chain', async () => {
    const change = await moved(await writtenByTwo(), 'submit', 'supervisor')
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
    const change = await moved(await writtenByTwo(), 'submit', 'supervisor')
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
    const change = await moved(await writtenByTwo(), 'submit', 'supervisor')
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

it('after all this the chain holds, nothing has a gap and nobody let their own through', expectSound)
