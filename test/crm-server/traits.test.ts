import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAdapter } from '../../db/packs/adapter.ts'
import type { Crm } from '../crm/server.ts'
import { traits } from '../crm/traits/registry.ts'
import { first, startBank } from './bank.ts'

const FOLDER = fileURLToPath(new URL('../crm/traits/', import.meta.url))

let crm: Crm
beforeAll(async () => {
  crm = await startBank()
})
afterAll(() => crm.close())

test('every trait has an adapter of its own, for its own pages alone', () => {
  const adapters = globSync('*.json', { cwd: FOLDER }).map((file) => readAdapter(FOLDER + file))
  expect(adapters.map(({ id }) => id).toSorted()).toEqual(
    Object.keys(traits)
      .map((id) => `trait-${id}`)
      .toSorted(),
  )
  for (const { id, hosts } of adapters)
    for (const host of hosts) expect(host).toMatch(`/traits/${id.slice('trait-'.length)}/*`)
})

test.each(Object.keys(traits))('every page of %s answers', async (id) => {
  for (const name of Object.keys(traits[id] ?? {})) {
    const answer = await fetch(`${crm.url}/traits/${id}/${name}?khh=${first}`)
    expect(answer.status, name).toBe(200)
  }
})

test('what a page sends is kept', async () => {
  await fetch(`${crm.url}/traits/quirks/save`, { method: 'POST', body: 'khh=1' })
  await fetch(`${crm.url}/traits/link/save?khh=2`)
  expect(crm.sent).toEqual(['quirks?khh=1', 'link?khh=2'])
})
