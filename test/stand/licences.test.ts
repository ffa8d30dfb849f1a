import { expect, it } from 'vitest'
import { allows, checkLicences, licenceFaults, noticeFaults } from './licences.ts'

it('every package may be used as it is used, and what is shipped stands in NOTICE', () => {
  expect(checkLicences()).toEqual([])
})

it.each([
  ['MIT', true],
  ['MIT AND Apache-2.0', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  ['none named', false],
])('%s is allowed: %s', (expression, expected) => {
  expect(allows(['MIT', 'Apache-2.0'], expression)).toBe(expected)
})

it('tells a tool from what is shipped', () => {
  const packages = {
    '': { license: 'Apache-2.0' },
    'node_modules/tool': { license: 'MPL-2.0', dev: true },
    'node_modules/shipped': { license: 'MPL-2.0' },
    'node_modules/a/node_modules/unnamed': {},
  }
  expect(licenceFaults({ packages })).toEqual([
    'shipped: MPL-2.0, and it is shipped',
    'unnamed: none named, and it is shipped',
  ])
})

it('misses in NOTICE what is shipped and what its notice says', () => {
  const lock = {
    packages: { 'node_modules/one': { license: 'MIT' }, 'node_modules/tool': { license: 'MIT', dev: true } },
  }
  const own = [{ name: 'one', text: 'Made by\nsomebody.' }]
  expect(noticeFaults(lock, 'MIT: one\n\nMade by somebody.', own)).toEqual([])
  expect(noticeFaults(lock, 'nothing', own)).toEqual(['MIT: one', 'the notice of one'])
})
