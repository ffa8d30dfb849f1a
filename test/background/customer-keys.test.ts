import { expect, test } from 'vitest'
import { CustomerKeys } from '../../extension/background/customer-keys.ts'
import type { Policy } from '../../extension/background/policy.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'

const SECRET = 'a secret of the bank for tests'
const PATTERN = '^[0-9]{12}$'

async function keyed(text: string, numberForm: object, numberPattern = PATTERN) {
  const keys = new CustomerKeys()
  keys.use({ hmacSecret: SECRET } as Policy)
  return keys.make(text, { numberForm, numberPattern })
}

const keyOf = async (number: string) => makeCustomerKey(await importSecret(SECRET), number)

test.each([
  ['600238417705', {}, '600238417705'],
  ['６００２ ３８４１ ７７０５', {}, '600238417705'],
  ['CIF:600238417705/01', { drop: '^CIF:|/[0-9]+$' }, '600238417705'],
  ['0000600238417705', { trimZeros: true }, '600238417705'],
  ['38417705', { padTo: 12 }, '000038417705'],
  ['No. 0038417705', { drop: '[^0-9]', trimZeros: true, padTo: 12 }, '000038417705'],
])('%s under %j is %s', async (text, form, number) => {
  expect(await keyed(text, form)).toBe(await keyOf(number))
})

test.each([
  ['000000000000', { trimZeros: true }],
  ['', { padTo: 12 }],
  ['12345', {}],
])('%s under %j is no number', async (text, form) => {
  expect(await keyed(text, form)).toBeNull()
})

test.each(['', ' ', '--', '－'])('%j is no number, whatever the pattern lets through', async (text) => {
  const keys = new CustomerKeys()
  keys.use({ hmacSecret: SECRET } as Policy)
  expect(await keys.make(text, { numberForm: {}, numberPattern: '^[0-9]*$' })).toBeNull()
  expect(await keys.identify('phone', text, { form: {}, pattern: '^[0-9]*$' })).toBeNull()
})

test('without a rule nothing is a number', async () => {
  const keys = new CustomerKeys()
  keys.use({ hmacSecret: SECRET } as Policy)
  expect(await keys.make('600238417705', undefined)).toBeNull()
})
