import { beforeAll, describe, expect, it } from 'vitest'
import { approveChange } from '../../worker/services/changes/approve.ts'
import { describeVersion } from '../../worker/services/playbook/describe-version.ts'
import { recentVersions } from '../../worker/services/playbook/recent.ts'
import { withdraw } from '../../worker/services/playbook/withdraw.ts'
import {
  addTip,
  as,
  currentPlaybook,
  draft,
  expectSound,
  historyOf,
  move,
  moved,
  newId,
  now,
  problemOf,
  submitted,
  tipOf,
} from './changes.ts'
import { db, publishPlaybook } from './edge.ts'
import { tipIds, versions } from './playbooks.ts'

beforeAll(async () => {
  await publishPlaybook()
})

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

  it('keeps what people changed when the same playbook is imported again, as by the next start', async () => {
    const { itemId, playbookVersion } = await moved(await submitted(), 'approve', 'approver')
    expect(await publishPlaybook()).toMatchObject({ version: playbookVersion })
    expect(await tipIds()).toContain(itemId)
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
    const gone = { kind: 'tip', itemId } as const
    const taken = await withdraw(
      db,
      { ...gone, version: announcement.version, comment: 'frozen' },
      'x',
      now(),
    )
    expect(taken).toMatchObject({ version: announcement.version + 1, gone: [gone], notice: null, over: [id] })
    // Told again long after, each is the same as it was.
    const again = await Promise.all((await recentVersions(db, '')).map((one) => describeVersion(db, one)))
    expect(again.slice(-2)).toEqual([announcement, taken])
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

it('after all this the chain holds, nothing has a gap and nobody let their own through', expectSound)
