import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import worker from '../../worker/index.ts'
import { expireEmergencies } from '../../worker/jobs/expire-emergencies.ts'
import { declareChange } from '../../worker/services/changes/declare.ts'
import { expireChange } from '../../worker/services/changes/expire.ts'
import {
  addTip,
  answered,
  as,
  auditOf,
  currentPlaybook,
  declared,
  draft,
  expectSound,
  historyOf,
  move,
  moved,
  newId,
  now,
  problemOf,
  subjects,
  submitted,
  tipOf,
} from './changes.ts'
import { db, publishPlaybook } from './edge.ts'
import { tipIds, tipInForce, versions, withdrawal } from './playbooks.ts'

beforeAll(async () => {
  await publishPlaybook()
})

describe('an emergency', () => {
  it('is in force at once; unconfirmed, its item alone goes back, and the chain says that the edge did it', async () => {
    const itemId = `tip-${newId()}`
    await addTip(itemId)
    const before = await tipInForce(itemId)
    const change = await declared({ itemId, content: tipOf(itemId, { marketing: true }) })
    expect(Date.parse(String(change.confirmBy)) - Date.parse(change.updatedAt)).toBe(3_600_000)
    expect((await tipInForce(itemId))?.marketing).toBe(true)
    const later = await moved(await submitted(), 'approve', 'approver')
    const announcement = await expireChange(db, change.id, String(change.confirmBy))
    expect(announcement?.version).toBe(Number(later.playbookVersion) + 1)
    expect(await tipInForce(itemId)).toEqual(before)
    expect(await tipIds()).toContain(later.itemId)
    expect((await historyOf(change.id)).steps.at(-1)).toMatchObject({ action: 'expire', by: null })
    expect((await auditOf(change.id)).at(-1)).toMatchObject({ action: 'change.expire', actor: null })
    expect((await versions())[0]).toMatchObject({ publishedBy: null, cause: { type: 'expire' } })
  })

  it('does not take a check away', async () => {
    const change = await draft({ kind: 'check', itemId: 'firm', content: null })
    const act = { ...change, by: `writer-${newId()}`, at: now(), comment: 'in the way' }
    await expect(declareChange(db, act)).rejects.toThrow('The check firm')
    expect((await currentPlaybook()).playbook.checks.map(({ id }) => id)).toContain('firm')
  })

  it('that was new goes away again, and so do the words about it', async () => {
    const notice = { urgent: true, text: { zh: '停', en: 'stop' } }
    const { id, revision, itemId } = await draft({ notice })
    const act = { id, revision, by: `writer-${newId()}`, at: now(), comment: 'fund frozen' }
    const { change, announcement } = await declareChange(db, act)
    expect(announcement.notice).toMatchObject({ id, until: null, audience: {} })
    const over = await expireChange(db, id, String(change.confirmBy))
    expect(over).toMatchObject({ gone: [{ kind: 'tip', itemId }], notice: null, over: [id] })
  })

  it('that took something away brings it back', async () => {
    const itemId = `tip-${newId()}`
    await addTip(itemId)
    const change = await declared({ itemId, content: null })
    expect(await tipIds()).not.toContain(itemId)
    await expireChange(db, change.id, String(change.confirmBy))
    expect(await tipIds()).toContain(itemId)
  })

  it('whose item was changed again since expires without touching it', async () => {
    const change = await declared()
    const { playbook } = await currentPlaybook()
    const tips = playbook.tips.map((tip) => (tip.id === change.itemId ? { ...tip, control: 0.4 } : tip))
    const { version } = await publishPlaybook({ tips })
    expect(await expireChange(db, change.id, String(change.confirmBy))).toBeNull()
    expect((await historyOf(change.id)).state).toBe('expired')
    expect(await currentPlaybook()).toMatchObject({ version })
  })

  it('expires once, however many jobs run, and not before its time', async () => {
    const change = await declared()
    const [due, early] = [String(change.confirmBy), new Date(Date.parse(String(change.confirmBy)) - 1)]
    expect(await expireChange(db, change.id, early.toISOString())).toBeNull()
    const told = await Promise.all(Array.from({ length: 5 }, () => expireChange(db, change.id, due)))
    expect(told.filter((one) => one !== null)).toHaveLength(1)
    const { steps } = await historyOf(change.id)
    expect(steps.filter(({ action }) => action === 'expire')).toHaveLength(1)
  })

  it.each(Array.from({ length: 6 }, (_, n) => n))(
    'either expires or is confirmed when both come at once (%#)',
    async () => {
      const change = await moved(await declared(), 'confirm', 'approver')
      const [said, told] = await Promise.all([
        move(change, 'confirm', as('otherApprover')).then(answered),
        expireChange(db, change.id, String(change.confirmBy)),
      ])
      const { state, steps } = await historyOf(change.id)
      expect([state, said, told === null]).toEqual(
        state === 'published' ? ['published', 'ok', true] : ['expired', 'changed-meanwhile', false],
      )
      expect(steps).toHaveLength(change.revision + 1)
      expect((await tipIds()).includes(change.itemId)).toBe(state === 'published')
    },
  )

  it('that ran out is not declared again within a day', async () => {
    const first = await declared({}, undefined, new Date(Date.now() - 3_600_001).toISOString())
    await expireChange(db, first.id, now())
    const { itemId } = first
    const again = await draft({ itemId, content: tipOf(itemId) })
    const problem = await problemOf(await move(again, 'declare', as('supervisor')))
    expect(problem.type).toContain('not-in-this-state')
    expect(problem.detail).toContain(first.id)
    const next = { id: again.id, revision: again.revision, by: subjects.supervisor, comment: 'still frozen' }
    const tomorrow = new Date(Date.parse(String(first.confirmBy)) + 86_400_000).toISOString()
    const { change } = await declareChange(db, { ...next, at: tomorrow })
    expect(change.state).toBe('provisional')
  })

  it('that ran out is not declared again under another name by whoever declared it', async () => {
    const [by, other] = [`writer-${newId()}`, `writer-${newId()}`]
    const first = await declared({}, by, new Date(Date.now() - 3_600_001).toISOString())
    await expireChange(db, first.id, now())
    const { id, revision } = await draft({}, other)
    const act = { id, revision, at: now(), comment: 'still frozen' }
    await expect(declareChange(db, { ...act, by })).rejects.toMatchObject({ reason: 'not-in-this-state' })
    expect((await declareChange(db, { ...act, by: other })).change.state).toBe('provisional')
  })

  it('that was withdrawn may be declared again, corrected', async () => {
    const first = await declared()
    await withdrawal(first.itemId, Number(first.playbookVersion))
    const { itemId } = first
    const again = await draft({ itemId, content: tipOf(itemId, { marketing: true }) })
    expect((await moved(again, 'declare', 'supervisor')).state).toBe('provisional')
  })

  it('that cannot be undone does not hold up the others', async () => {
    const shift = { id: 'dawn', label: { zh: '早班', en: 'dawn' }, from: '05:00', until: '09:00' }
    const needed = await declared({ kind: 'shift', itemId: 'dawn', content: shift })
    const itemId = `tip-${newId()}`
    await moved(
      await submitted({ itemId, content: tipOf(itemId, { shifts: ['dawn'] }) }),
      'approve',
      'approver',
    )
    const other = await declared()
    await expireEmergencies(db, { announce: async () => {} }, String(other.confirmBy))
    expect((await historyOf(needed.id)).state).toBe('provisional')
    expect((await historyOf(other.id)).state).toBe('expired')
    await moved(await moved(needed, 'confirm', 'approver'), 'confirm', 'otherApprover')
  })

  it('is ended by the clock of the edge', async () => {
    const change = await declared()
    const waits: Promise<unknown>[] = []
    const context = { waitUntil: (wait: Promise<unknown>) => waits.push(wait) }
    const controller = {
      scheduledTime: Date.parse(String(change.confirmBy)),
      cron: '* * * * *',
      noRetry() {},
    }
    worker.scheduled(controller, env, context as never)
    await Promise.all(waits)
    expect((await historyOf(change.id)).state).toBe('expired')
    expect(await tipIds()).not.toContain(change.itemId)
  })
})

it('after all this the chain holds, nothing has a gap and nobody let their own through', expectSound)
