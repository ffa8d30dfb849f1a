import { beforeEach, describe, expect, it, test } from 'vitest'
import { Contacts, contactValues } from '../../extension/background/contacts.ts'
import { area } from './area.ts'

const TAB = 7
const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]
const start = Date.parse('2026-11-23T06:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000)

let storage: ReturnType<typeof area>
let contacts: Contacts
const newContacts = () => new Contacts(storage as unknown as ConstructorParameters<typeof Contacts>[0])
beforeEach(() => {
  storage = area()
  contacts = newContacts()
  contacts.open(TAB, one, 'phone', at(0))
  contacts.tick(TAB, 'identity-verified', at(1))
})

describe('a contact', () => {
  it('begins when a customer is opened, with nothing done', () => {
    expect(contacts.open(8, one, 'chat', at(0))).toBe(false)
    expect(contacts.of(8)).toEqual({
      customerKey: one,
      channel: 'chat',
      startedAt: '2026-11-23T06:00:00.000Z',
      activeAt: '2026-11-23T06:00:00.000Z',
      leftAt: null,
      steps: {},
      cardSeen: false,
      compared: false,
      places: {},
    })
  })

  test.each<[name: string, goesOn: boolean, act: () => boolean]>([
    ['the same customer again', true, () => contacts.open(TAB, one, 'phone', at(5))],
    ['another customer', false, () => contacts.open(TAB, other, 'phone', at(1))],
    ['just short of idle', true, () => contacts.open(TAB, one, 'phone', new Date(start + 30 * 60_000 - 1))],
    ['idle for half an hour', false, () => contacts.open(TAB, one, 'phone', at(30))],
  ])('%s: goes on %s', (_name, goesOn, act) => {
    expect(act()).toBe(goesOn)
    expect(Object.keys(contacts.of(TAB)?.steps ?? {})).toEqual(goesOn ? ['identity-verified'] : [])
  })

  test.each([
    [59_999, true],
    [60_000, false],
  ])('off the screen for %d ms: goes on %s', (away, goesOn) => {
    contacts.leave(TAB, at(2))
    contacts.leave(TAB, at(2.5))
    expect(contacts.open(TAB, one, 'phone', new Date(at(2).getTime() + away))).toBe(goesOn)
    expect(contacts.of(TAB)?.leftAt).toBeNull()
  })

  it('of half an hour goes on while the agent is at work', () => {
    for (const minute of [10, 20, 30, 40]) contacts.touch(TAB, at(minute))
    expect(contacts.open(TAB, one, 'phone', at(45))).toBe(true)
    expect(contacts.of(TAB)?.startedAt).toBe(at(0).toISOString())
  })

  it('goes on through a stop of the worker', async () => {
    const next = newContacts()
    await next.restore()
    expect(next.open(TAB, one, 'phone', at(2))).toBe(true)
    expect(next.of(TAB)).toEqual(contacts.of(TAB))
  })

  it('ends with its tab, and with the agent, also for the next worker', async () => {
    contacts.open(8, other, 'phone', at(0))
    contacts.end(TAB)
    expect(Object.keys(storage.kept)).toEqual(['contact.8'])
    contacts.clear()
    expect(storage.kept).toEqual({})
    expect(contacts.of(8)).toBeNull()
  })

  it('ends after idle without anybody looking, and says for which tabs', () => {
    contacts.open(8, other, 'phone', at(20))
    expect(contacts.expire(at(29))).toEqual([])
    expect(contacts.expire(at(30))).toEqual([TAB])
    expect(contacts.of(TAB)).toBeNull()
    expect(contacts.of(8)).not.toBeNull()
  })
})

describe('what was done in it', () => {
  it('is noted once and keeps its moment', () => {
    expect(contacts.tick(TAB, 'identity-verified', at(3))).toBe(false)
    expect(contacts.of(TAB)?.steps).toEqual({ 'identity-verified': at(1).toISOString() })
    expect(contacts.tick(9, 'identity-verified', at(3))).toBe(false)
  })

  it('lets the card open by itself once', () => {
    expect(contacts.seeCard(TAB)).toBe(true)
    expect(contacts.seeCard(TAB)).toBe(false)
    contacts.open(TAB, other, 'phone', at(2))
    expect(contacts.seeCard(TAB)).toBe(true)
  })

  it('is what checks see, in whole minutes; without a contact nothing is done', () => {
    const seen = contactValues(contacts.of(TAB), new Date(at(4).getTime() + 59_999))
    expect(seen).toEqual({ channel: 'phone', minutes: 4, steps: ['identity-verified'] })
    expect(contactValues(null, at(4))).toEqual({ minutes: 0, steps: [] })
  })
})
