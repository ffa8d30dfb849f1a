import { beforeAll, describe, expect, it } from 'vitest'
import type { Playbook, Script } from '../../worker/contract/playbook.ts'
import { expireChange } from '../../worker/services/changes/expire.ts'
import {
  addTip,
  answered,
  as,
  auditChain,
  currentPlaybook,
  declared,
  expectSound,
  historyOf,
  move,
  moved,
  newId,
  problemOf,
  submitted,
  tipOf,
} from './changes.ts'
import { db, publishPlaybook } from './edge.ts'
import { readVersion, rollback, tipIds, tipInForce, versions, withdrawal } from './playbooks.ts'

beforeAll(async () => {
  await publishPlaybook()
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

describe('going back to before an emergency', () => {
  it('is open though the emergency said the same as what was in force then', async () => {
    const itemId = `tip-${newId()}`
    const first = await addTip(itemId)
    await moved(await submitted({ itemId, content: tipOf(itemId, { control: 0.2 }) }), 'approve', 'approver')
    const change = await declared({ itemId, content: tipOf(itemId) })
    await expireChange(db, change.id, String(change.confirmBy))
    const { version } = await currentPlaybook()
    expect(await answered(await rollback(Number(change.playbookVersion), version))).toBe('not-in-this-state')
    expect(await answered(await rollback(first, version))).toBe('ok')
    expect((await tipInForce(itemId))?.control).toBeUndefined()
  })

  it('is open to a time when what an emergency took away was not there yet', async () => {
    const { version: first } = await currentPlaybook()
    const itemId = `tip-${newId()}`
    await moved(await submitted({ itemId }), 'approve', 'approver')
    const change = await declared({ itemId, content: null })
    await expireChange(db, change.id, String(change.confirmBy))
    const { version } = await currentPlaybook()
    expect(await answered(await rollback(first, version))).toBe('ok')
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

it('after all this the chain holds, nothing has a gap and nobody let their own through', expectSound)
