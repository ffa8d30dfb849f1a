import { expect, test, vi } from 'vitest'
import { DecisionStore } from '../../extension/background/decisions.ts'
import type { Contact } from '../../worker/contract/context.ts'

const key = 'a'.repeat(64)
const contact: Contact = { channel: 'phone', startedAt: '2026-11-23T06:00:00.000Z' }
const next: Contact = { channel: 'phone', startedAt: '2026-11-23T07:00:00.000Z' }

function store() {
  const decisions = vi.fn(async (customerKeys: string[]) => ({
    playbookVersion: 1,
    decisions: customerKeys.map((customerKey) => ({ customerKey, status: 'unknown-customer' as const })),
  }))
  return { decisions, store: new DecisionStore({ decisions }) }
}

test('a list is asked for without a contact, and its answer stands for no contact', async () => {
  const { decisions, store: kept } = store()
  await kept.get([key, key])
  expect(decisions).toHaveBeenLastCalledWith([key], undefined)
  expect(kept.peek(key)).not.toBeNull()
  expect(kept.peek(key, contact)).toBeNull()
  await kept.get([key], contact)
  expect(decisions).toHaveBeenLastCalledWith([key], contact)
})

test('the answer of one contact does not stand for the next, nor for a list', async () => {
  const { decisions, store: kept } = store()
  await Promise.all([kept.get([key], contact), kept.get([key], contact)])
  expect(decisions).toHaveBeenCalledTimes(1)
  expect(kept.peek(key, contact)).not.toBeNull()
  expect(kept.peek(key, next)).toBeNull()
  expect(kept.peek(key)).toBeNull()
})

test('what was asked before the playbook changed is asked again: its answer may hold a tip that is gone', async () => {
  const versions: ((playbookVersion: number) => void)[] = []
  const decisions = vi.fn(async ([customerKey = '']: string[]) => {
    const playbookVersion = await new Promise<number>((resolve) => versions.push(resolve))
    const answer = { customerKey, status: 'unknown-customer' as const, playbookVersion }
    return { playbookVersion, decisions: [answer] }
  })
  const kept = new DecisionStore({ decisions })
  const before = kept.get([key], contact)
  kept.clear()
  const after = kept.get([key], contact)
  versions[1]?.(7)
  versions[0]?.(6)
  expect(await before).toMatchObject([{ playbookVersion: 7 }])
  expect(await after).toMatchObject([{ playbookVersion: 7 }])
  expect(kept.peek(key, contact)).toMatchObject({ playbookVersion: 7 })
  expect(decisions).toHaveBeenCalledTimes(2)
})
