import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import catalogue from '../../db/packs/catalogue.json'
import matters from '../../db/packs/cn/matters.json'
import pack from '../../db/packs/cn/pack.json'
import { Attribute } from '../../worker/contract/catalogue.ts'
import { MatterType } from '../../worker/contract/event-type.ts'
import { Parameter } from '../../worker/contract/playbook.ts'
import type { OpenMatter } from '../../worker/contract/view.ts'
import { zoneClock } from '../../worker/decision/clock.ts'
import { refold } from '../../worker/services/facts/refold.ts'
import { openMatters } from '../../worker/services/view/matters.ts'
import table from '../spec/open-cases.json'
import { addBase, customersDb as db, keyOf } from './edge.ts'
import { clearBase, rows } from './ingest.ts'

const timeZone = 'Asia/Shanghai'
const clock = zoneClock(timeZone)
const parameters = pack.parameters.map((one) => Parameter.parse(one))
const rules = { catalogue: catalogue.map((one) => Attribute.parse(one)), timeZone, parameters }
const judging = {
  ...{ matters: matters.map((one) => MatterType.parse(one)), parameters, clock, asOf: table.asOf },
  shown: () => true,
}

interface Given {
  id: string
  at: string
  channel: string
  kind: string
  detail: string
}

const eventOf = ([at, kind, complaint, matter]: readonly unknown[], id: string): Given => ({
  ...{ id, at: String(at), channel: 'phone', kind: `complaint_${kind}` },
  detail: JSON.stringify({ complaint: complaint ?? undefined, matter }),
})

beforeEach(async () => {
  await clearBase('fold_walk')
  await addBase({ dataset: 'd', load: 'l', asOf: table.asOf, customers: { [keyOf(1)]: {} } })
})

/** What facts say of complaints. */
async function folded(events: readonly Given[]) {
  await env.CUSTOMERS.batch([
    env.CUSTOMERS.prepare('delete from event'),
    env.CUSTOMERS.prepare("update customer set facts = '{}', lineage = null"),
    env.CUSTOMERS.prepare(
      `insert into event (load_id, id, customer_key, at, channel, kind, detail)
      select 'l', value ->> 'id', ?2, value ->> 'at', value ->> 'channel', value ->> 'kind', value ->> 'detail'
      from json_each(?1)`,
    ).bind(JSON.stringify(events), keyOf(1)),
    env.CUSTOMERS.prepare("insert into dirty_customer values ('l', ?, '2026')").bind(keyOf(1)),
  ])
  await refold(
    db,
    { loadId: 'l', dataset: 'd', asOf: table.asOf, currency: 'CNY' },
    rules,
    new Date(table.asOf),
  )
  const [row] = await rows('select facts from customer')
  const facts = JSON.parse(String(row?.facts)) as Record<string, string | number>
  const { complaint_opened_on: day, complaint_matter: matter = null, complaint_stage: stage } = facts
  return {
    open: facts.complaints_open ?? 0,
    fact: day === undefined ? null : [day, matter, String(stage).replace('complaint_', '')],
  }
}

const toldOf = ({ openedAt, about, running }: OpenMatter) => [clock.dayOf(new Date(openedAt)), about, running]

describe('complaints, as folded into facts and as told in the view', () => {
  it.each(table.cases)('$name', async ({ events, open, fact }) => {
    // The id of an event is chance: both ways round.
    for (const nameOf of [(no: number) => `e${no}`, (no: number) => `e${9 - no}`]) {
      const given = events.map((one, no) => eventOf(one, nameOf(no)))
      expect(openMatters(given, judging).map(toldOf)).toEqual(open)
      expect(await folded(given)).toEqual({ open: open.length, fact })
    }
  })

  it('agree with each other whatever comes', async () => {
    const one = fc.tuple(
      fc.constantFrom(
        '2026-11-01',
        '2026-11-12',
        '2026-11-20',
        '2026-11-20T02:00:00.000Z',
        '2026-11-11T17:00:00.000Z',
      ),
      fc.constantFrom('opened', 'opened', 'extended', 'extended_again', 'closed'),
      fc.constantFrom('a', 'b', 17, '17', null),
      fc.constantFrom('fee', 'service'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 8 }), fc.infiniteStream(fc.nat()), async (some, ids) => {
        const given = some.map((event, no) => eventOf(event, `e${ids.next().value}-${no}`))
        const told = openMatters(given, judging)
        const { open, fact } = await folded(given)
        expect(open).toBe(told.length)
        const dueOf = ({ limits, running }: OpenMatter) => limits[running]?.due ?? ''
        const [first] = told.toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : Number(dueOf(a) > dueOf(b))))
        const stages = ['opened', 'extended', 'extended_again']
        expect(fact).toEqual(first ? [...toldOf(first).slice(0, 2), stages[first.running]] : null)
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
