import type { D1Database } from '@cloudflare/workers-types'
import { beforeEach, expect, test } from 'vitest'
import { heldBy, linksOf } from '../../db/sample/identifiers.ts'
import { loadNumbers, loadSample } from '../../db/sample/load.ts'
import { importSecret, makeCustomerKey, makeIdentifierHash } from '../../worker/contract/customer-key.ts'
import type { IdentifierKind } from '../../worker/contract/identity.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { oneDatabase } from '../../worker/services/databases.ts'
import { resolve } from '../../worker/services/identifiers/resolve.ts'
import { clear, openTestD1 } from '../import/database.ts'
import { SECRET } from '../import/made-up-bank.ts'

const { db } = await openTestD1()
beforeEach(() => clear(db))
const secret = await importSecret(SECRET)

async function lead(on: D1Database, kind: IdentifierKind, number: string) {
  const databases = oneDatabase(openDatabase(on as unknown as Binding))
  const hash = await makeIdentifierHash(secret, kind, number)
  const [resolved] = await resolve(databases, [hash])
  const { hash: _, ...answer } = resolved ?? { hash: '' }
  return answer
}

test('numbers of the sample lead to its customers, each in its own way', async () => {
  const { customers } = await loadSample(db, SECRET, '2026-11-23', { count: 10 })
  const numbers = customers.map(({ number }) => number)
  const held = numbers.map(heldBy)
  const keys = await Promise.all(numbers.map((number) => makeCustomerKey(secret, number)))
  const one = (at: number, role: string) => ({ status: 'one', customerKey: keys[at], role })
  expect(await lead(db, 'card', held[0]?.card ?? '')).toEqual(one(0, 'owner'))
  expect(await lead(db, 'card', held[4]?.card ?? '')).toEqual(one(4, 'authorised'))
  expect(await lead(db, 'phone', held[6]?.phone ?? '')).toEqual({ status: 'uncertain' })
  expect(await lead(db, 'phone', held[8]?.phone ?? '')).toEqual(one(8, 'contact'))
  const joint = [2, 3].map((at) => ({ customerKey: keys[at], role: 'joint' }))
  const several = await lead(db, 'account', held[2]?.account ?? '')
  expect(several).toEqual({ status: 'several', customers: expect.arrayContaining(joint) })
  expect(await lead(db, 'phone', '13900000000')).toEqual({ status: 'unknown' })
})

test('a card is no phone, even with the same digits', async () => {
  const { customers } = await loadSample(db, SECRET, '2026-11-23', { count: 1 })
  const { card } = heldBy(customers[0]?.number ?? '')
  expect(await lead(db, 'account', card)).toEqual({ status: 'unknown' })
})

test('somebody’s own customer numbers come without others', async () => {
  await loadNumbers(db, SECRET, ['A1'], '2026-11-23')
  expect(await lead(db, 'card', heldBy('A1').card)).toEqual({ status: 'unknown' })
})

test('the last customer of a sample shares with nobody', () => {
  expect(linksOf(['a', 'b', 'c']).filter(({ role }) => role === 'joint')).toEqual([])
})
