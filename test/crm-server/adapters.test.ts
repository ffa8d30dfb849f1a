import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Adapter, Guard, Locator, ReadStep, Screen } from '../../worker/contract/adapter.ts'

const folder = new URL('../../db/packs/adapters/', import.meta.url)
const files = readdirSync(folder)
const guide = readFileSync(new URL('../../docs/adapters.md', import.meta.url), 'utf8')
const load = (file: string): Adapter => Adapter.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))

it('ships an adapter for each kind of page', () => {
  expect(files.sort()).toEqual(['crm-calls.json', 'crm-frames.json', 'crm-spa.json', 'crm-webforms.json'])
})

it.each(files)('%s is an adapter of this schema, named like its file', (file) => {
  const adapter = load(file)
  expect(`${adapter.id}.json`).toBe(file)
  const guards = new Set(adapter.screens.flatMap(({ guards }) => guards.map(({ id }) => id)))
  expect([...guards]).toEqual(['submit-order'])
  for (const { when } of adapter.screens) expect(when.url?.every((glob) => glob.startsWith('*/'))).toBe(true)
})

it('shows in its guide what the shipped adapters say', () => {
  const [smallest, ...examples] = [...guide.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) =>
    JSON.parse(text),
  )
  expect(Adapter.safeParse(smallest).success).toBe(true)
  const shipped = files.flatMap((file) => load(file).screens)
  expect(examples).toHaveLength(4)
  for (const example of examples) {
    const { customer, guards, ...rest } = Screen.parse(example)
    const screen = shipped.find(({ id }) => id === rest.id)
    expect(screen).toMatchObject({ when: rest.when, customer, ...(guards.length && { guards }) })
  }
})

it.each([
  ['an adapter', Adapter],
  ['a screen', Screen],
  ['a guard', Guard],
  ['a locator', Locator],
  ['a reader', ReadStep],
] as const)('explains every field of %s', (_, schema) => {
  for (const field of Object.keys(schema.shape)) expect(guide).toMatch(new RegExp(`[\`"]${field}[\`".]`))
})
