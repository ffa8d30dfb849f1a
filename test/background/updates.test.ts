import { beforeEach, expect, test, vi } from 'vitest'
import { Contacts } from '../../extension/background/contacts.ts'
import { Updates } from '../../extension/background/updates.ts'

const reload = vi.fn()
let pages: object[]
let contacts: Contacts
let updates: Updates

beforeEach(() => {
  pages = []
  reload.mockClear()
  const runtime = { reload, getContexts: async () => pages, ContextType: { TAB: 'TAB' } }
  vi.stubGlobal('chrome', { runtime })
  const area = { get: async () => ({}), set: async () => undefined, remove: async () => undefined }
  contacts = new Contacts(area as unknown as chrome.storage.StorageArea)
  updates = new Updates(contacts)
})

const open = () => contacts.open(1, 'a'.repeat(64), 'phone', new Date())

test('a new version is taken at once where no customer is attended to', async () => {
  await updates.arrived()
  expect(reload).toHaveBeenCalledOnce()
})

test('it waits for the end of the contact', async () => {
  open()
  await updates.arrived()
  expect(reload).not.toHaveBeenCalled()
  contacts.end(1)
  await updates.take()
  expect(reload).toHaveBeenCalledOnce()
})

test('a customer who left the screen a moment ago is still attended to, for old pages draw themselves anew', async () => {
  open()
  contacts.leave(1, new Date())
  await updates.arrived()
  expect(reload).not.toHaveBeenCalled()
  contacts.leave(1, new Date())
  vi.useFakeTimers({ now: Date.now() + 61_000 })
  await updates.take()
  vi.useRealTimers()
  expect(reload).toHaveBeenCalledOnce()
})

test('it waits while a page of ours is open in a tab, for something may be typed there', async () => {
  pages = [{}]
  await updates.arrived()
  expect(reload).not.toHaveBeenCalled()
  pages = []
  await updates.take()
  expect(reload).toHaveBeenCalledOnce()
})

test('nothing happens where no version waits', async () => {
  await updates.take()
  expect(reload).not.toHaveBeenCalled()
})
