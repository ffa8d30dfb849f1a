import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { Adapter } from '../../worker/contract/adapter.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pack-'))
  cpSync(new URL('../../db/packs', import.meta.url), dir, { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

const adapter = (id: string, url: string) =>
  Adapter.parse({ schema: 1, id, screens: [{ id: 'one', when: { url: [url] } }] })

test('a further adapter is added, one of the same name takes the place of the shipped one', () => {
  writeFileSync(join(dir, 'adapters', 'zz-mine.json'), JSON.stringify(adapter('zz-mine', 'shipped')))
  const before = assemblePlaybook(dir).adapters.length
  const { adapters } = assemblePlaybook(dir, [adapter('zz-mine', 'given'), adapter('zz-other', 'given')])
  expect(adapters).toHaveLength(before + 1)
  expect(adapters.find(({ id }) => id === 'zz-mine')?.screens[0]?.when.url).toEqual(['given'])
})

test('a file that cannot be read is named', () => {
  writeFileSync(join(dir, 'tips.json'), '[{')
  expect(() => assemblePlaybook(dir)).toThrow('tips.json')
})

test('a value that the contract refuses is told with its place', () => {
  writeFileSync(join(dir, 'bank.json'), '{}')
  expect(() => assemblePlaybook(dir)).toThrow('timeZone')
})

test('a bad condition is told with its rule', () => {
  const segment = { id: 'odd', label: { zh: '怪', en: 'odd' }, priority: 1, condition: 'customer.agee > 1' }
  writeFileSync(join(dir, 'segments.json'), JSON.stringify([segment]))
  expect(() => assemblePlaybook(dir)).toThrow('segment odd, line 1, column 1: customer.agee is not declared')
})
