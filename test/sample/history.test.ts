import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../db/import/catalogue.ts'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { generateSample, SEED } from '../../db/sample/generate.ts'
import { customerHistory } from '../../db/sample/history/history.ts'
import { loadSample } from '../../db/sample/load.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { EventRow } from '../../worker/contract/ingest.ts'
import { eventReader } from '../../worker/services/ingest/rows/event.ts'
import { latestAt } from '../../worker/services/ingest/rows/moment.ts'
import { openTestD1 } from '../import/database.ts'
import { SECRET } from '../import/made-up-bank.ts'

const DAY = '2026-11-23'
const COUNT = 500
const all = generateSample(SEED, COUNT, DAY).map(({ number, facts }) => ({
  ...{ number, facts },
  events: customerHistory(SEED, number, facts, DAY),
}))
const storyOf = (number: string) => all.find((one) => one.number === number)
const ofKind = (kind: string, of = all) =>
  of.flatMap(({ events }) => events.filter((one) => one.kind === kind))

const { db } = await openTestD1()

describe('what happened with the sample', () => {
  it('comes, folded as the edge folds, to the facts that were made up', async () => {
    const { customers } = await loadSample(db, SECRET, DAY)
    const catalogue = await readCatalogue()
    const folded = catalogue.filter(({ fold }) => fold).map(({ name }) => name)
    expect(customers).toHaveLength(COUNT)
    const told = { stated: 0, more: 0 }
    for (const [at, { number, facts }] of customers.entries()) {
      const stated = all[at]?.facts as Facts
      expect(number).toBe(all[at]?.number)
      expect(facts, number).toMatchObject(stated)
      const more = Object.keys(facts).filter((name) => !(name in stated))
      expect(folded, number).toEqual(expect.arrayContaining(more))
      // Of what the generator leaves unknown nothing is folded: it stays unknown.
      for (const name of [
        'last_contact_on',
        'last_contact_channel',
        'complaint_opened_on',
        'complaint_matter',
      ])
        expect(facts[name], `${name} of ${number}`).toEqual(stated[name])
      told.stated += folded.filter((name) => name in stated).length
      told.more += more.length
    }
    expect(told.stated).toBeGreaterThan(4 * 0.8 * COUNT)
    expect(told.more).toBeGreaterThan(COUNT)
  })

  it('is in the base as events that say they are made up, under keys alone', async () => {
    const { results } = await db.prepare('SELECT * FROM event').all<Record<string, string>>()
    expect(results).toHaveLength(all.reduce((sum, { events }) => sum + events.length, 0))
    for (const { detail } of results) expect(JSON.parse(detail ?? '{}')).toMatchObject({ synthetic: true })
    expect(JSON.stringify(results)).not.toMatch(/6002\d{8}(?![0-9a-f])/)
    const key = await makeCustomerKey(await importSecret(SECRET), all[2]?.number ?? '')
    expect(results.filter((row) => row.customer_key === key)).toHaveLength(all[2]?.events.length ?? 0)
  })

  it('lies within two years up to the day, and has no time on it', () => {
    for (const { at } of all.flatMap(({ events }) => events)) {
      expect(at >= '2024-11-23' && at <= DAY).toBe(true)
      expect(at).toMatch(/^2\d{3}-\d\d-\d\d(T0[2-8]:\d\d:\d\d\.000Z)?$/)
    }
  })

  it('is what the edge would take from a bank, row by row', () => {
    const read = eventReader(assemblePlaybook(), latestAt(new Date(`${DAY}T12:00:00.000Z`)))
    const told: string[] = []
    const notes = {
      undeclared: (name: string) => told.push(name),
      outOfBounds: (name: string) => told.push(name),
    }
    for (const [at, event] of all.flatMap(({ events }) => events.slice(0, 20)).entries()) {
      const row = { ...event, id: `e-${at}`, customerKey: '0'.repeat(64) }
      EventRow.parse(row)
      expect(read(row, notes)).toHaveProperty('values')
    }
    expect(told).toEqual([])
  })

  it('is the same every time, and of every kind; some customers have thousands', () => {
    const [first] = all
    expect(customerHistory(SEED, first?.number ?? '', first?.facts ?? {}, DAY)).toEqual(first?.events)
    for (const kind of [
      ...['contact', 'campaign_call', 'complaint_opened', 'complaint_closed', 'credit', 'debit'],
      ...['app_viewed', 'deposit_matured', 'loan_granted', 'card_issued'],
    ])
      expect(ofKind(kind).length, kind).toBeGreaterThan(5)
    expect(all.filter(({ events }) => events.length > 2_000).length).toBeGreaterThan(1)
    expect(storyOf('600291004386')?.events.length).toBeGreaterThan(2_000)
  })

  it('goes with the facts: balances, apps, deposits, loans', () => {
    for (const { facts, events } of all) {
      const last = events.findLast(({ kind }) => kind === 'credit' || kind === 'debit')
      if (typeof facts.deposit_balance === 'number' && last)
        expect(last.detail.balance).toBe(facts.deposit_balance)
      if (facts.app_active !== true) expect(events.filter(({ kind }) => kind === 'app_viewed')).toEqual([])
      const granted = events.find(({ kind }) => kind === 'loan_granted')
      if (granted) expect(granted.amount).toBe(facts.loan_amount)
    }
  })

  it('begins with the complaint of the retired client, nine days ago, and the deposit of September', () => {
    const events = storyOf('600238417705')?.events ?? []
    const opened = events.filter(({ kind, at }) => kind === 'complaint_opened' && at > '2026-11-01')
    expect(opened).toMatchObject([{ channel: 'phone', detail: { matter: 'transfer-failed' } }])
    expect(opened[0]?.at.slice(0, 10)).toBe('2026-11-14')
    expect(events).toContainEqual(expect.objectContaining({ kind: 'deposit_matured', at: '2026-09-02' }))
    expect(events.at(-1)).toMatchObject({ at: DAY, kind: 'app_viewed', detail: { page: 'maturity' } })
  })
})
