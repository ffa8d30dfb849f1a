import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { importSecret, makeCustomerKey, makeIdentifierHash } from '../../worker/contract/customer-key.ts'

const secret = await importSecret('a secret of the tests and nobody else')

it('is one for every spelling of a number, and another for every kind', async () => {
  const card = await makeIdentifierHash(secret, 'card', '6222 0212-3456 7890')
  expect(await makeIdentifierHash(secret, 'card', '６２２２021234567890')).toBe(card)
  expect(await makeIdentifierHash(secret, 'account', '6222021234567890')).not.toBe(card)
  expect(await makeCustomerKey(secret, '6222021234567890')).not.toBe(card)
  expect(card).toMatch(/^[0-9a-f]{64}$/)
})

it('is none for no number', async () => {
  await expect(makeIdentifierHash(secret, 'phone', ' - ')).rejects.toThrow(RangeError)
})

it('is what the guide for the bank shows: under the text of the secret, in UTF-8 and not decoded', async () => {
  const guide = await readFile(new URL('../../docs/ingest.md', import.meta.url), 'utf8')
  const rows = [...guide.matchAll(/^ *\| `(.+)` \| `(.+)` \((.+)\) \| `(.+)` \| `([0-9a-f]{64})` \|$/gm)]
  expect(rows.map(([, , , kind]) => kind)).toEqual(['customer', 'account'])
  for (const [, text = '', number = '', kind, hashed = '', result] of rows) {
    const shown = await importSecret(text)
    const made =
      kind === 'account' ? makeIdentifierHash(shown, 'account', number) : makeCustomerKey(shown, number)
    expect(await made).toBe(result)
    expect(createHmac('sha256', Buffer.from(text, 'utf8')).update(hashed).digest('hex')).toBe(result)
  }
})
