import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAdapter } from '../../db/packs/adapter.ts'
import { jsonFiles } from '../../db/packs/files.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'adapter-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const screen = {
  id: 'detail',
  when: { url: ['*/detail*'] },
  customer: { number: [{ css: '#no' }], anchor: [{ css: '#name' }] },
}

function read(change: object, ofScreen: object = {}) {
  const file = join(dir, 'mine.json')
  const adapter = { schema: 1, id: 'mine', screens: [{ ...screen, ...ofScreen }], ...change }
  writeFileSync(file, JSON.stringify(adapter))
  return readAdapter(file)
}

test('a sound adapter is read, and so is every shipped one', () => {
  expect(read({}).screens[0]?.when.url).toEqual(['*/detail*'])
  const shipped = jsonFiles(new URL('../../db/packs/adapters', import.meta.url).pathname)
  expect(shipped.map(readAdapter)).toHaveLength(4)
})

const number = [{ css: '#no' }]
test.each<[object, object, string[]]>([
  [{ numberPatern: '^x$' }, {}, ['unknown key "numberPatern"; meant "numberPattern"?']],
  [{}, { when: { urls: ['*'] } }, ['unknown key "urls"; meant "url"?', 'screens[0].when']],
  [{}, { when: {} }, ['needs "url", "top", "frame", "present" or "absent"', 'screens[0].when']],
  [{}, { when: { present: [] } }, ['screens[0].when.present']],
  [{}, { when: { present: [{ css: 'a', txt: 'b' }] } }, ['meant "text"?', 'screens[0].when.present[0]']],
  [
    {},
    { customer: { number, ancor: number } },
    ['unknown key "ancor"; meant "anchor"?', 'screens[0].customer'],
  ],
  [
    {},
    { customer: { number: [{ css: '#no', frm: 'value' }] } },
    ['unknown key "frm"; meant "from"?', 'screens[0].customer.number[0]'],
  ],
  [
    {},
    { rows: { each: 'tr', number, anchor: number, zzz: 1 } },
    ['unknown key "zzz"; known are each, number'],
  ],
  [{}, { guards: [{ id: 'go', press: number, key: ['F9'] }] }, ['meant "keys"?', 'screens[0].guards[0]']],
  [
    {},
    { customer: { number, kind: 'card' } },
    ['needs a pattern of that kind under "identifiers"', 'screens[0].customer.kind'],
  ],
  [
    { identifiers: { phone: { pattern: '^1' } } },
    { customer: { number, kind: 'card' } },
    ['needs a pattern of that kind under "identifiers"'],
  ],
  [{ identifiers: { card: {} } }, {}, ['identifiers.card.pattern']],
  [
    { identifiers: { card: { pattern: '(' } } },
    {},
    ['not a valid regular expression', 'identifiers.card.pattern'],
  ],
  [{ identifiers: { card: { patern: 'x', pattern: 'x' } } }, {}, ['unknown key "patern"; meant "pattern"?']],
  [{ identifiers: { iban: { pattern: 'x' } } }, {}, ['iban', 'identifiers']],
  [{}, { customer: { number, kind: 'iban' } }, ['screens[0].customer.kind']],
  [{}, { rows: { each: 'tr', number, anchor: number, kind: 'card' } }, ['unknown key "kind"']],
  [{ id: 'X' }, {}, ['must be 2 to 64 lower-case letters', 'at id']],
])('an adapter with %j %j is refused with file, place and what was meant', (change, ofScreen, said) => {
  for (const words of ['mine.json is not valid', ...said]) expect(() => read(change, ofScreen)).toThrow(words)
})

test('a screen may name its customer by another number whose form the adapter gives', () => {
  const identifiers = { card: { pattern: '^[0-9]{16}$', form: { drop: '^No' } } }
  const adapter = read({ identifiers }, { customer: { kind: 'card', number } })
  expect(adapter.identifiers).toEqual(identifiers)
  expect(adapter.screens[0]?.customer?.kind).toBe('card')
})

test.each([
  ['input[type=', 'Unexpected end of input'],
  ["td:contains('客户号')", 'Unknown pseudo-class: "contains"'],
  ['tr:eq(0)', 'Unknown pseudo-class: "eq"'],
  ['table >> tr', 'Expected rule but ">" found'],
  ['#1st', 'Expected ID name'],
])('a selector that no browser reads is refused with its place: %s', (css, said) => {
  const place = 'screens[0].customer.number[1].css: '
  const customer = { number: [{ css: '#no' }, { css }] }
  expect(() => read({}, { customer })).toThrow(`${place}"${css}" is no CSS selector: ${said}`)
  expect(() => read({}, { rows: { each: css, number, anchor: number } })).toThrow('screens[0].rows.each: ')
})

test.each([
  "input[id$='_btnSubmit' i]:not([disabled])",
  'td:has(> b), tr:nth-child(2n+1 of .data)',
  ':is(.a, #b) + c ~ d',
  "[name='客户号']",
])('a selector that browsers read is taken: %s', (css) => {
  expect(read({}, { customer: { number: [{ css }] } }).screens).toHaveLength(1)
})
