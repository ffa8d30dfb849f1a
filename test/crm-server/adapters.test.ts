import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Adapter } from '../../worker/contract/adapter.ts'

const folder = new URL('../../db/packs/adapters/', import.meta.url)
const files = readdirSync(folder)

it('ships an adapter for each kind of page', () => {
  expect(files.sort()).toEqual(['crm-frames.json', 'crm-spa.json', 'crm-webforms.json'])
})

it.each(files)('%s is an adapter of this schema, named like its file', (file) => {
  const adapter = Adapter.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  expect(`${adapter.id}.json`).toBe(file)
  expect(adapter.screens.flatMap(({ guards }) => guards.map(({ id }) => id))).toEqual(['submit-order'])
  for (const { when } of adapter.screens) expect(when.url?.every((glob) => glob.startsWith('*/'))).toBe(true)
})
