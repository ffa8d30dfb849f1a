import { expect, test } from 'vitest'
import { adapterOf, screenOf, screensFor } from '../../extension/background/screens.ts'
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
  expect(screensFor(adapters, url, url).map(({ id }) => id)).toEqual(ids)
})

test('a frame without an address is spoken of by every adapter of its host', () => {
  const part = [adapter('part', ['https://crm.bank.example/cust/*'])]
  expect(screensFor(part, 'https://crm.bank.example/orders', '')).toEqual([])
  expect(screensFor(part, 'https://crm.bank.example', '')).toHaveLength(1)
  expect(screensFor(part, 'https://crm.bank.example.evil.example', '')).toEqual([])
})

test('an adapter without hosts speaks of every page the extension runs on', () => {
  expect(screensFor([adapter('any', [])], 'https://x.example/', '')).toHaveLength(1)
})

test('a screen is found under the id that tells its adapter', () => {
  expect(screenOf(adapters, 'two/detail')).toBe(adapters[1]?.screens[0])
  expect(screenOf(adapters, 'two/gone')).toBeUndefined()
  expect(screenOf(adapters, '')).toBeUndefined()
})

test('an adapter speaks of calls unless it says otherwise', () => {
  expect(adapterOf(adapters, 'one/detail')?.channel).toBe('phone')
})

test('a screen may ask for the address of the window around its frame', () => {
  const inner = Adapter.parse({ schema: 1, id: 'in', screens: [{ id: 'mail', when: { top: ['*/mail*'] } }] })
  const url = 'https://crm.bank.example/frame'
  expect(screensFor([inner], url, 'https://crm.bank.example/mail?id=1')).toHaveLength(1)
  expect(screensFor([inner], url, 'https://crm.bank.example/tasks')).toEqual([])
})
