import { expect, it } from 'vitest'
import type { Heard } from '../../../extension/background/live/gone.ts'
import type { Current } from '../../../extension/background/playbooks.ts'
import { Library } from '../../../extension/background/script/library.ts'
import { numbered } from '../../panel/story.ts'

const current = (heard: Heard | null = null, of = numbered) => ({ numbered: of, heard }) as unknown as Current
const found = async (library: Library, asked: string) =>
  (await library.find(asked)).map(({ entry }) => entry.itemId)

it('finds nothing without a playbook, and what is in it once there is one', async () => {
  let now: Current | null = null
  const library = new Library(() => now)
  expect(await found(library, '挂失')).toEqual([])
  now = current()
  expect(await found(library, '挂失')).toContain('card-loss')
})

it('follows the playbook', async () => {
  let now = current()
  const library = new Library(() => now)
  expect(await found(library, '挂失')).toContain('card-loss')
  const scripts = numbered.playbook.scripts.filter(({ id }) => id !== 'card-loss')
  now = current(null, { ...numbered, playbook: { ...numbered.playbook, scripts } })
  expect(await found(library, '挂失')).not.toContain('card-loss')
})

it('finds nothing that was withdrawn since, and nothing at all while nobody knows what was', async () => {
  const gone = [{ kind: 'script' as const, itemId: 'card-loss' }]
  expect(await found(new Library(() => current({ version: 129, gone })), '挂失')).not.toContain('card-loss')
  expect(await found(new Library(() => current({ version: 129, gone: null })), '挂失')).toEqual([])
})
