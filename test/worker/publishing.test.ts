import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type PlaybookVersion, PlaybookVersionList } from '../../worker/contract/change.ts'
import { NumberedPlaybook, type Playbook, type Script } from '../../worker/contract/playbook.ts'
import worker from '../../worker/index.ts'
import { expireEmergencies } from '../../worker/jobs/expire-emergencies.ts'
import { approveChange } from '../../worker/services/changes/approve.ts'
import { declareChange } from '../../worker/services/changes/declare.ts'
import { expireChange } from '../../worker/services/changes/expire.ts'
import { findChange } from '../../worker/services/changes/find.ts'
import { stepped, stepping } from '../../worker/services/changes/step.ts'
import { KeyTaken } from '../../worker/services/database.ts'
import type { Published } from '../../worker/services/playbook/current.ts'
import { describeCurrent } from '../../worker/services/playbook/describe-current.ts'
import { prepare, storing, versionAfter } from '../../worker/services/playbook/store.ts'
import { withdraw } from '../../worker/services/playbook/withdraw.ts'
import {
  addTip,
  answered,
  as,
  auditChain,
  auditOf,
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
  problemOf,
  put,
  submitted,
  tipOf,
} from './changes.ts'
import { call, db, post, publishPlaybook } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
})

const tipIds = async () => (await currentPlaybook()).playbook.tips.map(({ id }) => id)
const tipInForce = async (itemId: string) =>
  (await currentPlaybook()).playbook.tips.find(({ id }) => id === itemId)

async function versions(): Promise<PlaybookVersion[]> {
  const answer = await call('/v1/playbooks', { headers: as('auditor') })
  return PlaybookVersionList.parse(await answer.json()).versions
}

const readVersion = async (version: number) =>
  NumberedPlaybook.parse(await (await call(`/v1/playbooks/${version}`, { headers: as('admin') })).json())

const rollback = (to: number, version: number, person: Person = 'approver') =>
  post(`/v1/playbooks/${to}/rollback`, { version, comment: 'as it was' }, as(person))

const withdrawal = (itemId: string, version: number, kind = 'tip') =>
  post('/v1/withdrawals', { kind, itemId, version, comment: 'fund frozen' }, as('supervisor'))

const another = (n: number): Person => (n % 2 ? 'approver' : 'otherApprover')

describe('publishing', () => {
  it('applies a change to the playbook in force then, and says who published what', async () => {
    const [one, two] = [await submitted(), await submitted()]
    expect(one.baseVersion).toBe(two.baseVersion)
    await moved(one, 'approve', 'approver')
    const { playbookVersion } = await moved(two, 'approve', 'otherApprover')
    expect(await tipIds()).toEqual(expect.arrayContaining([one.itemId, two.itemId]))
    const [latest] = await versions()
    expect(latest).toMatchObject({
      version: playbookVersion,
      publishedBy: 'approver-02',
      cause: { type: 'approve', changeId: two.id, kind: 'tip', itemId: two.itemId },
    })
    expect((await versions()).at(-1)?.cause).toEqual({ type: 'import' })
  })

  it.each(['submit', 'approve', 'declare'])(
    'at %s refuses a change whose item has moved since it was written',
    async (action) => {
      const itemId = `tip-${newId()}`
      const baseVersion = await addTip(itemId)
      const change = await (action === 'approve' ? submitted : draft)({
        itemId,
        baseVersion,
        content: tipOf(itemId, { marketing: true }),
      })
      const { playbook } = await currentPlaybook()
      const moved = playbook.tips.map((tip) => (tip.id === itemId ? { ...tip, control: 0.1 } : tip))
      const { version } = await publishPlaybook({ tips: moved })
      const person = action === 'approve' ? 'approver' : 'supervisor'
      const problem = await problemOf(await move(change, action, as(person)))
      expect(problem.type).toContain('base-moved')
      expect(problem.detail).toContain(`in force is ${version}`)
      expect((await currentPlaybook()).version).toBe(version)
    },
  )

  it('refuses at approval what later versions have made impossible, and changes nothing', async () => {
    const shift = { id: 'night', label: { zh: '夜班', en: 'night' }, from: '22:00', until: '06:00' }
    const { playbook } = await currentPlaybook()
    await publishPlaybook({ tips: playbook.tips, shifts: [shift] })
    const itemId = `tip-${newId()}`
    const change = await submitted({ itemId, content: tipOf(itemId, { shifts: ['night'] }) })
    const { version } = await publishPlaybook({ tips: playbook.tips })
    const problem = await problemOf(await move(change, 'approve', as('approver')))
    expect(problem.errors?.[0]?.message).toContain('shift night')
    expect(await historyOf(change.id)).toMatchObject({ state: 'submitted', revision: change.revision })
    expect((await currentPlaybook()).version).toBe(version)
  })

  it('tells browsers what went away and whom the words are for', async () => {
    const shift = { id: 'late', label: { zh: '晚班', en: 'late' }, from: '18:00', until: '23:00' }
    const { playbook } = await currentPlaybook()
    await publishPlaybook({ tips: playbook.tips, shifts: [shift] })
    const itemId = `tip-${newId()}`
    const notice = { urgent: true, text: { zh: '请注意', en: 'Mind this' } }
    const content = tipOf(itemId, { teams: ['one'], roles: ['agent'], shifts: ['late'], until: '2027-03-01' })
    const by = 'approver-01'
    const { id, revision } = await submitted({ itemId, content, notice })
    const { announcement } = await approveChange(db, { id, revision, by, at: now() })
    expect(announcement).toMatchObject({
      timeZone: 'Asia/Shanghai',
      gone: [],
      over: [],
      notice: {
        id,
        version: announcement.version,
        urgent: true,
        audience: { teams: ['one'], roles: ['agent'], shifts: [{ from: '18:00', until: '23:00' }] },
        until: '2027-03-01T16:00:00.000Z',
      },
    })
    // Told again, it is the same.
    expect(await describeCurrent(db)).toEqual(announcement)
    const gone = { kind: 'tip', itemId } as const
    const taken = await withdraw(
      db,
      { ...gone, version: announcement.version, comment: 'frozen' },
      'x',
      now(),
    )
    expect(taken).toMatchObject({ version: announcement.version + 1, gone: [gone], notice: null, over: [id] })
    expect(await describeCurrent(db)).toEqual(taken)
  })

  it.each([
    ['2027-03-01T09:30', 'Asia/Shanghai', '2027-03-01T01:31:00.000Z'],
    ['2027-03-28', 'Europe/Prague', '2027-03-28T22:00:00.000Z'],
    ['2027-03-28T12:00', 'Europe/Prague', '2027-03-28T10:01:00.000Z'],
  ])('ends words about a tip until %s in %s', async (until, timeZone, end) => {
    const { playbook } = await currentPlaybook()
    await publishPlaybook({ tips: playbook.tips, timeZone })
    const itemId = `tip-${newId()}`
    const notice = { urgent: false, text: { zh: '新', en: 'new' } }
    const { id, revision } = await submitted({ itemId, content: tipOf(itemId, { until }), notice })
    const { announcement } = await approveChange(db, { id, revision, by: 'approver-01', at: now() })
    expect(announcement.notice?.until).toBe(end)
    await publishPlaybook({ tips: playbook.tips })
  })
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

describe('going back', () => {
  it('brings the content of any version back as the next one, audited', async () => {
    const { version, digest } = await currentPlaybook()
    const change = await moved(await submitted(), 'approve', 'approver')
    const answer = await rollback(version, Number(change.playbookVersion))
    expect(await answer.json()).toEqual({ version: version + 2 })
    expect(await currentPlaybook()).toMatchObject({ version: version + 2, digest })
    expect((await versions())[0]).toMatchObject({
      publishedBy: 'approver-01',
      cause: { type: 'rollback', to: version, comment: 'as it was' },
    })
    expect((await readVersion(version + 1)).playbook.tips.map(({ id }) => id)).toContain(change.itemId)
    expect((await auditChain()).at(-1)).toMatchObject({
      action: 'playbook.rollback',
      actor: 'approver-01',
      subject: `playbook/${version + 2}`,
      detail: `to playbook/${version}`,
      after: digest,
    })
  })

  it('refuses what is in force already, what never was, and who did not see what is in force', async () => {
    const { version } = await currentPlaybook()
    expect(await answered(await rollback(version, version))).toBe('same-content')
    expect(await answered(await rollback(9999, version))).toBe('no-such-version')
    const problem = await problemOf(await rollback(1, version - 1))
    expect(problem.type).toContain('changed-meanwhile')
    expect(problem.detail).toMatch(/was published by approver-01 at/)
    expect((await currentPlaybook()).version).toBe(version)
  })

  it('leaves open changes be; those whose item went back with it must look again', async () => {
    const itemId = `tip-${newId()}`
    const before = await addTip(itemId)
    const first = await submitted({ itemId, content: tipOf(itemId, { control: 0.2 }) })
    const { playbookVersion } = await moved(first, 'approve', 'approver')
    const open = await submitted({ itemId, content: tipOf(itemId, { control: 0.3 }) })
    const other = await submitted()
    await rollback(before, Number(playbookVersion))
    expect((await historyOf(open.id)).state).toBe('submitted')
    expect(await answered(await move(open, 'approve', as('approver')))).toBe('base-moved')
    expect(await answered(await move(other, 'approve', as('approver')))).toBe('ok')
  })
})

describe('going back to an emergency', () => {
  it('is no way around two confirmations: neither while it waits nor when it has expired', async () => {
    const itemId = `tip-${newId()}`
    await addTip(itemId)
    const change = await declared({ itemId, content: tipOf(itemId, { marketing: true }) })
    const emergency = Number(change.playbookVersion)
    expect(await answered(await rollback(emergency - 1, emergency))).toBe('ok')
    const problem = await problemOf(await rollback(emergency, emergency + 1))
    expect(problem.type).toContain('not-in-this-state')
    expect(problem.detail).toContain(change.id)
    await expireChange(db, change.id, String(change.confirmBy))
    expect(await answered(await rollback(emergency, emergency + 1, 'admin'))).toBe('not-in-this-state')
    expect((await tipInForce(itemId))?.marketing).toBe(false)
  })

  it('is open once it was confirmed, and leaves alone what is in force anyway', async () => {
    const change = await declared()
    const emergency = Number(change.playbookVersion)
    const later = await moved(await submitted(), 'approve', 'approver')
    expect(await answered(await rollback(emergency, Number(later.playbookVersion)))).toBe('ok')
    await moved(await moved(change, 'confirm', 'approver'), 'confirm', 'otherApprover')
    const { version } = await currentPlaybook()
    expect(await answered(await rollback(emergency - 1, version))).toBe('ok')
    expect(await answered(await rollback(emergency, version + 1))).toBe('ok')
  })
})

describe('withdrawing', () => {
  it('takes a tip out of force in one action, once', async () => {
    const itemId = `tip-${newId()}`
    const version = await addTip(itemId)
    expect(await (await withdrawal(itemId, version)).json()).toEqual({ version: version + 1 })
    expect(await tipIds()).not.toContain(itemId)
    expect((await versions())[0]?.cause).toMatchObject({ type: 'withdraw', kind: 'tip', itemId })
    expect((await auditChain()).at(-1)).toMatchObject({ action: 'playbook.withdraw', actor: 'supervisor-01' })
    expect(await answered(await withdrawal(itemId, version))).toBe('not-withdrawable')
  })

  it('takes a script, and nothing else', async () => {
    const label = { zh: '挂失', en: 'loss' }
    const step = { id: 'ask', label, say: label, required: true, variants: [] }
    const script: Script = { id: 'lost-card', label, matter: label, steps: [step] }
    const { playbook } = await currentPlaybook()
    const { version } = await publishPlaybook({ tips: playbook.tips, scripts: [script] })
    expect(await answered(await withdrawal('lost-card', version, 'script'))).toBe('ok')
    expect((await withdrawal('of-age', version, 'check')).status).toBe(422)
  })

  it('is of the tip that the person saw', async () => {
    const itemId = `tip-${newId()}`
    const version = await addTip(itemId)
    const { playbook } = await currentPlaybook()
    const other: Partial<Playbook> = {
      tips: playbook.tips.map((tip) => (tip.id === itemId ? { ...tip, marketing: true } : tip)),
    }
    await publishPlaybook(other)
    expect(await answered(await withdrawal(itemId, version))).toBe('base-moved')
  })

  it('ends an emergency that put the tip there: nothing comes back when its hour is over', async () => {
    const itemId = `tip-${newId()}`
    await addTip(itemId)
    const change = await declared({ itemId, content: tipOf(itemId, { marketing: true }) })
    await withdrawal(itemId, Number(change.playbookVersion))
    expect((await auditChain()).at(-1)?.detail).toContain(change.id)
    expect(await historyOf(change.id)).toMatchObject({ state: 'expired' })
    expect(await answered(await move(change, 'confirm', as('approver')))).toBe('changed-meanwhile')
    expect(await expireChange(db, change.id, String(change.confirmBy))).toBeNull()
    expect(await tipIds()).not.toContain(itemId)
  })
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

  it('that was new goes away again, and so do the words about it', async () => {
    const notice = { urgent: true, text: { zh: '停', en: 'stop' } }
    const { id, revision, itemId } = await draft({ notice })
    const act = { id, revision, by: 'writer', at: now(), comment: 'fund frozen' }
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

  it('that cannot be undone does not hold up the others', async () => {
    const shift = { id: 'dawn', label: { zh: '早班', en: 'dawn' }, from: '05:00', until: '09:00' }
    const needed = await declared({ kind: 'shift', itemId: 'dawn', content: shift }, 'writer')
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
