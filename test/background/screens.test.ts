import { expect, test } from 'vitest'
import { adapterOf, numberPattern, screenOf, screensFor } from '../../extension/background/screens.ts'
import { Adapter } from '../../worker/contract/adapter.ts'

const adapter = (id: string, hosts: string[]) =>
  Adapter.parse({
    schema: 1,
    id,
    hosts,
    numberPattern: `^${id}$`,
    screens: [{ id: 'detail', when: { url: ['*'] } }],
  })

const adapters = [adapter('one', ['https://crm.bank.example/*']), adapter('two', ['http://127.0.0.1:*/*'])]

test.each([
  ['https://crm.bank.example/a/b?c', ['one/detail']],
  ['https://crm.bank.example.evil.example/', []],
  ['https://evil.example/?https://crm.bank.example/', []],
  ['http://crm.bank.example/', []],
  ['http://127.0.0.1:8789/spa/', ['two/detail']],
])('%s is spoken of by %j', (url, ids) => {
  expect(screensFor(adapters, url).map(({ id }) => id)).toEqual(ids)
})

test('an adapter without hosts speaks of every page the extension runs on', () => {
  expect(screensFor([adapter('any', [])], 'https://x.example/')).toHaveLength(1)
})

test('a screen is found under the id that tells its adapter', () => {
  expect(screenOf(adapters, 'two/detail')).toBe(adapters[1]?.screens[0])
  expect(screenOf(adapters, 'two/gone')).toBeUndefined()
  expect(screenOf(adapters, '')).toBeUndefined()
})

test('an adapter speaks of calls unless it says otherwise', () => {
  expect(adapterOf(adapters, 'one/detail')?.channel).toBe('phone')
})

test("the pattern of a number is its adapter's; an unknown screen has none that fits", () => {
  expect(numberPattern(adapters, 'two/detail')).toBe('^two$')
  expect(new RegExp(numberPattern(adapters, 'gone/detail')).test('123')).toBe(false)
})
