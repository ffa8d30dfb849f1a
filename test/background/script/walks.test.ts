import { beforeEach, describe, expect, it } from 'vitest'
import { Contacts, type TabContact } from '../../../extension/background/contacts.ts'
import { type KeptWalk, Walks } from '../../../extension/background/script/walks.ts'
import { Script } from '../../../worker/contract/playbook.ts'
import type { ScriptRun } from '../../../worker/contract/script-run.ts'
import { area } from '../area.ts'

const TAB = 7
const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]
const start = Date.parse('2026-11-23T06:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000)

type Area = ConstructorParameters<typeof Walks>[0]

const text = { zh: '字', en: 'word' }
const script = JSON.stringify(
  Script.parse({
    ...{ id: 'card-loss', label: text, matter: text },
    steps: [{ id: 'greet', label: text, say: text, required: true }],
  }),
)
const walkOf = (contact: TabContact | null, runId: string): KeptWalk => ({
  ...{ tab: TAB, runId, contact: contact?.startedAt ?? '', scriptId: 'card-loss', version: 1, text: script },
  ...{ spoken: null, since: at(0).toISOString(), finished: true, made: [] },
  ...{ ended: { greet: { outcome: 'done', variant: '' } }, seconds: { greet: 9 } },
})

let session: ReturnType<typeof area>
let local: ReturnType<typeof area>
let told: ScriptRun[]
let walks: Walks
let contacts: Contacts

function worker() {
  walks = new Walks(local as unknown as Area, {
    day: () => '2026-11-23',
    tell: async (run) => void told.push(run),
  })
  contacts = new Contacts(session as unknown as Area, (tab) => void walks.end(tab))
}
beforeEach(async () => {
  session = area()
  local = area()
  told = []
  worker()
  contacts.open(TAB, one, 'phone', at(0))
  await walks.keep(walkOf(contacts.of(TAB), 'first'))
})
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('a script under way', () => {
  it('goes with its contact, and is told once', async () => {
    expect(walks.of(TAB, contacts.of(TAB))?.runId).toBe('first')
    contacts.end(TAB)
    await settled()
    contacts.end(TAB)
    expect(told).toMatchObject([{ id: 'first', finished: true, steps: [{ stepId: 'greet', seconds: 9 }] }])
    expect(local.kept).toEqual({})
  })

  it.each<[string, () => void]>([
    ['another customer is on the screen', () => contacts.open(TAB, other, 'phone', at(1))],
    ['the same one comes back after idle', () => contacts.open(TAB, one, 'phone', at(31))],
    [
      'the customer was off the screen for a minute',
      () => {
        contacts.leave(TAB, at(1))
        contacts.expire(at(2))
      },
    ],
    ['the agent signs out', () => contacts.clear()],
  ])('is over and never shown again when %s', async (_, happens) => {
    happens()
    expect(walks.of(TAB, contacts.of(TAB))).toBeNull()
    await settled()
    expect(told.map(({ id }) => id)).toEqual(['first'])
  })

  it('goes on while the customer’s page is drawn anew', async () => {
    contacts.leave(TAB, at(1))
    contacts.open(TAB, one, 'phone', at(1.5))
    await settled()
    expect(walks.of(TAB, contacts.of(TAB))?.runId).toBe('first')
    expect(told).toEqual([])
  })

  it('goes on after a stop of the worker', async () => {
    worker()
    await contacts.restore()
    await walks.restore((tab) => contacts.of(tab))
    expect(walks.of(TAB, contacts.of(TAB))?.runId).toBe('first')
    expect(told).toEqual([])
  })

  it('is told after the browser was closed, since the contact is gone', async () => {
    session = area()
    worker()
    await walks.restore((tab) => contacts.of(tab))
    expect(walks.of(TAB, contacts.of(TAB))).toBeNull()
    expect(told.map(({ id }) => id)).toEqual(['first'])
    expect(local.kept).toEqual({})
  })

  it('makes way for another one', async () => {
    await walks.keep(walkOf(contacts.of(TAB), 'second'))
    expect(told.map(({ id }) => id)).toEqual(['first'])
    expect(walks.of(TAB, contacts.of(TAB))?.runId).toBe('second')
    expect(Object.keys(local.kept)).toEqual(['script-walk.second'])
  })

  it('keeps nothing of the customer outside the session', () => {
    expect(JSON.stringify(local.kept)).not.toContain(one)
    expect(JSON.stringify(told)).not.toContain(one)
  })
})
