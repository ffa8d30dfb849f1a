import { expect, test, vi } from 'vitest'
import { CustomerKeys } from '../../extension/background/customer-keys.ts'
import { Failure } from '../../extension/background/failure.ts'
import { findCustomer, unreadOn, writtenOn } from '../../extension/background/find-customer.ts'
import { Identifiers } from '../../extension/background/identifiers.ts'
import type { PlaybookStore } from '../../extension/background/playbooks.ts'
import type { Policy } from '../../extension/background/policy.ts'
import { Adapter } from '../../worker/contract/adapter.ts'
import { importSecret, makeCustomerKey, makeIdentifierHash } from '../../worker/contract/customer-key.ts'
import type { IdentifierKind, Resolved } from '../../worker/contract/identity.ts'

const SECRET = 'a secret of the bank for tests'
const secret = await importSecret(SECRET)

const screen = (id: string, kind?: IdentifierKind) => ({
  id,
  when: { url: [`*/${id}*`] },
  customer: { ...(kind && { kind }), number: [{ css: '#no' }] },
})
const adapter = Adapter.parse({
  schema: 1,
  id: 'crm',
  numberPattern: '^[0-9]{12}$',
  identifiers: {
    card: { pattern: '^[0-9]{16}$' },
    account: { pattern: '^[0-9]*$' },
    phone: { pattern: '^1[0-9]{10}$', form: { drop: '^\\+86' } },
  },
  screens: [screen('detail'), screen('card', 'card'), screen('phone', 'phone'), screen('loose', 'account')],
})
const playbooks = { adapters: [adapter] } as unknown as PlaybookStore

/** The answer to whatever is asked; what was asked for is kept. */
function finding(answer: (hash: string) => Resolved | Promise<never>, policy: string | null = SECRET) {
  const keys = new CustomerKeys()
  keys.use(policy === null ? null : ({ hmacSecret: policy } as Policy))
  const resolve = vi.fn(async (hash: string) => answer(hash))
  const services = { playbooks, keys, identifiers: new Identifiers({ resolve }) }
  return { resolve, find: (on: string, text: string) => findCustomer(services, `crm/${on}`, text, () => {}) }
}

const unknown = (hash: string): Resolved => ({ hash, status: 'unknown' })
const key = 'a'.repeat(64)
const other = 'b'.repeat(64)

test('a customer number needs no edge', async () => {
  const { resolve, find } = finding(unknown)
  const number = '600238417705'
  expect(await find('detail', number)).toEqual({ key: await makeCustomerKey(secret, number), foundBy: null })
  expect(resolve).not.toHaveBeenCalled()
})

test.each([
  ['card', '9900 1234 5678 9012', 'card', '9900123456789012'],
  ['card', '９９００-1234-5678-9012', 'card', '9900123456789012'],
  ['phone', '+86 100-1234-5678', 'phone', '10012345678'],
] as const)('on %s the number %s is asked for as the importer hashes it', async (on, text, kind, number) => {
  const { resolve, find } = finding(unknown)
  await find(on, text)
  expect(resolve).toHaveBeenCalledExactlyOnceWith(await makeIdentifierHash(secret, kind, number))
  expect(writtenOn({ playbooks }, `crm/${on}`, text)).toBe(number)
})

const nobody = { key: null, among: [], failed: false }
const customers = [key, other].map((customerKey) => ({ customerKey, role: 'joint' as const }))
test.each<[string, (hash: string) => Resolved, object]>([
  [
    'one',
    (hash) => ({ hash, status: 'one', customerKey: key, role: 'authorised' }),
    { key, foundBy: { kind: 'card', role: 'authorised' } },
  ],
  [
    'several',
    (hash) => ({ hash, status: 'several', customers }),
    { ...nobody, unread: 'several-customers', among: [key, other] },
  ],
  ['nobody certain', (hash) => ({ hash, status: 'uncertain' }), { ...nobody, unread: 'uncertain-number' }],
  ['nobody', unknown, { ...nobody, unread: 'unknown-number' }],
])('a card that leads to %s', async (_, answer, expected) => {
  expect(await finding(answer).find('card', '9900123456789012')).toEqual(expected)
})

test.each(['unreachable', 'busy', 'signed-out', 'refused'] as const)(
  'an edge that is %s is told as that, and is to be asked again',
  async (kind) => {
    const { find } = finding(() => Promise.reject(new Failure(kind)))
    const expected = { key: null, unread: kind, among: [], failed: true }
    expect(await find('card', '9900123456789012')).toEqual(expected)
  },
)

test.each([
  ['detail', '9900123456789012', 'not-a-number'],
  ['card', '600238417705', 'not-an-identifier'],
  ['phone', 'anonymous', 'not-an-identifier'],
])('on %s, %s is asked for by nothing', async (on, text, unread) => {
  const { resolve, find } = finding(unknown)
  expect(await find(on, text)).toEqual({ ...nobody, unread })
  expect(resolve).not.toHaveBeenCalled()
})

test('of a telephone nobody knows it is said that it may be anybody’s', async () => {
  expect(await finding(unknown).find('phone', '10012345678')).toEqual({ ...nobody, unread: 'unknown-phone' })
})

test.each([
  ['detail', 'empty'],
  ['loose', 'empty-identifier'],
])('on %s a dash leaves nothing of which to ask, whatever the pattern takes', async (on, unread) => {
  const { resolve, find } = finding(unknown)
  expect(await find(on, '--')).toEqual({ ...nobody, unread })
  expect(resolve).not.toHaveBeenCalled()
})

test('without a secret nothing is asked for', async () => {
  const { resolve, find } = finding(unknown, null)
  expect(await find('card', '9900123456789012')).toEqual({ ...nobody, unread: 'not-an-identifier' })
  expect(resolve).not.toHaveBeenCalled()
})

test('what could not be read is told in words for the number that was looked for', () => {
  const of = (on: string) =>
    (['no-element', 'empty', 'not-a-number', 'ambiguous'] as const).map((unread) =>
      unreadOn({ playbooks }, `crm/${on}`, unread),
    )
  expect(of('detail')).toEqual(['no-element', 'empty', 'not-a-number', 'ambiguous'])
  expect(of('card')).toEqual([
    'no-identifier',
    'empty-identifier',
    'not-an-identifier',
    'several-identifiers',
  ])
})
