import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { findChange } from '../../worker/services/changes/find.ts'
import { stepped, stepping } from '../../worker/services/changes/step.ts'
import { KeyTaken } from '../../worker/services/database.ts'
import type { Published } from '../../worker/services/playbook/current.ts'
import { prepare, storing, versionAfter } from '../../worker/services/playbook/store.ts'
import {
  addTip,
  answered,
  as,
  currentPlaybook,
  declared,
  draft,
  expectSound,
  historyOf,
  move,
  moved,
  newChange,
  newId,
  now,
  type Person,
  put,
  submitted,
} from './changes.ts'
import { db, post, publishPlaybook } from './edge.ts'
import { another, tipIds, withdrawal } from './playbooks.ts'

beforeAll(async () => {
  await publishPlaybook()
})

describe('at once', () => {
  it('many approvals make one version each, and none is lost', async () => {
    const { version } = await currentPlaybook()
    const changes = await Promise.all(Array.from({ length: 12 }, () => submitted()))
    const done = await Promise.all(changes.map((change, n) => moved(change, 'approve', another(n))))
    const got = done.map(({ playbookVersion }) => playbookVersion).toSorted((a, b) => Number(a) - Number(b))
    expect(got).toEqual(Array.from({ length: 12 }, (_, n) => version + 1 + n))
    expect(await tipIds()).toEqual(expect.arrayContaining(changes.map(({ itemId }) => itemId)))
  })

  it('many approvals of one change are one', async () => {
    const change = await submitted()
    const { version } = await currentPlaybook()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => move(change, 'approve', as(another(n)))),
    )
    const said = await Promise.all(answers.map(answered))
    expect(said.toSorted()).toEqual([...Array(7).fill('changed-meanwhile'), 'ok'])
    expect((await currentPlaybook()).version).toBe(version + 1)
  })

  it('many edits of one revision are one, and it is the one that was answered', async () => {
    const { id, revision, content, baseVersion } = await draft()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        put(`/v1/changes/${id}`, { revision, content, baseVersion, note: `${n}` }, as('supervisor')),
      ),
    )
    const won = answers.findIndex(({ status }) => status === 200)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)])
    expect(await historyOf(id)).toMatchObject({ note: `${won}`, revision: revision + 1 })
  })

  it('many drafts of one item are one', async () => {
    const { itemId, ...rest } = await newChange()
    const said = await Promise.all(
      Array.from({ length: 6 }, () =>
        post('/v1/changes', { ...rest, itemId, id: crypto.randomUUID() }, as('supervisor')).then(answered),
      ),
    )
    expect(said.toSorted()).toEqual([...Array(5).fill('change-open'), 'ok'])
  })

  it('two confirmations of one revision are one', async () => {
    const change = await declared()
    const said = await Promise.all(
      [0, 1].map(async (n) => answered(await move(change, 'confirm', as(another(n))))),
    )
    expect(said.toSorted()).toEqual(['changed-meanwhile', 'ok'])
    expect(await historyOf(change.id)).toMatchObject({ state: 'provisional', revision: change.revision + 1 })
  })

  it('a step and a version each fail by their own key, without the help of the audit chain, and whole', async () => {
    const { row, published } = await findChange(db, (await draft()).id)
    const step = { action: 'edit', by: 'writer', at: now() } as const
    await db.batch(stepping(db, stepped(row, now(), { note: 'first' }), step))
    const second = stepping(db, stepped(row, now(), { note: 'second' }), step)
    await expect(db.batch(second)).rejects.toThrow(KeyTaken)
    expect((await historyOf(row.id)).note).toBe('first')
    const prepared = await prepare({ ...(await currentPlaybook()).playbook, tips: [] })
    const before = { ...(published as Published), version: Number(published?.version) - 1 }
    const taken = versionAfter(before, prepared, { by: null, at: now(), cause: null })
    await expect(db.batch(storing(db, taken, prepared))).rejects.toThrow(KeyTaken)
    expect((await currentPlaybook()).digest).toBe(published?.digest)
  })

  it('an import, an approval and a withdrawal each make a version', async () => {
    const itemId = `tip-${newId()}`
    await addTip(itemId)
    const change = await submitted()
    const { version, playbook } = await currentPlaybook()
    const answers = await Promise.all([
      publishPlaybook({ tips: playbook.tips, timeZone: 'Asia/Tokyo' }),
      move(change, 'approve', as('approver')),
      withdrawal(itemId, version),
    ])
    expect(answers.slice(1).map((answer) => (answer as Response).status)).toEqual([200, 200])
    expect((await currentPlaybook()).version).toBe(version + 3)
    await publishPlaybook({ tips: playbook.tips })
  })

  it('anything by anybody leaves one chain, no gaps and no approval of what was one’s own', async () => {
    const people: Person[] = ['supervisor', 'otherSupervisor', 'lead', 'approver', 'otherApprover']
    const actions = ['submit', 'take-back', 'return', 'approve', 'declare', 'confirm', 'edit']
    const act = fc.record({ person: fc.constantFrom(...people), action: fc.constantFrom(...actions) })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 16 }), async (acts) => {
        const { id, content, baseVersion } = await draft()
        await Promise.all(
          acts.map(async ({ person, action }) => {
            const { revision } = await historyOf(id)
            const answer =
              action === 'edit'
                ? await put(`/v1/changes/${id}`, { revision, content, baseVersion }, as(person))
                : await move({ id, revision }, action, as(person))
            expect([200, 403, 409]).toContain(answer.status)
          }),
        )
        const { state, itemId } = await historyOf(id)
        expect((await tipIds()).includes(itemId)).toBe(state === 'published' || state === 'provisional')
      }),
      { numRuns: 8 },
    )
    await expectSound()
  })
})

it('after all this the chain holds, nothing has a gap and nobody let their own through', expectSound)
