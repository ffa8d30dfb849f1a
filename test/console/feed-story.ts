import type { Feed, FeedAttribute, FeedDrift, FeedKind, FeedTally } from '../../worker/contract/feed.ts'
import { WORDS } from '../../worker/services/ingest/words.ts'
import { playbook } from '../panel/story.ts'

const MINUTE = 60_000
const now = Date.parse('2026-11-26T02:10:00.000Z')
const ago = (minutes: number) => new Date(now - minutes * MINUTE).toISOString()
const days = (count: number) => count * 24 * 60

const tally = (kind: FeedTally['kind'], taken: number, batches: number, refused = 0): FeedTally => ({
  ...{ kind, taken, batches, refused, rowsIn: taken + refused, lastAt: ago(2) },
})

const names = playbook.catalogue.map(({ name }) => name)
const attribute = (no: number, part: Partial<FeedAttribute>): FeedAttribute => ({
  ...{
    name: names[no] ?? `attribute_${no}`,
    freshDays: 30,
    medianDays: 3,
    customers: 400,
    stale: 0,
    silent: false,
  },
  ...part,
})

/** So many rows a day on working days until so many days ago. */
const kind = (at: number, rows: number, until: number, part: Partial<FeedKind> = {}): FeedKind => {
  const { kind, label } = playbook.events[at] ?? { kind: `kind-${at}`, label: { zh: '事件', en: 'Event' } }
  return {
    ...{ kind, label, stopped: null, last: ago(days(until)).slice(0, 10) },
    days: Array.from({ length: 90 }, (_, day) =>
      day < 90 - until && day % 7 < 5 ? rows + ((day * 37) % 90) : null,
    ),
    ...part,
  }
}

const core = {
  kinds: [kind(0, 180, 1), { ...kind(1, 60, 0), days: kind(1, 60, 0).days.with(-3, 0) }],
  ...{ dataset: 'core', currency: 'CNY', asOf: null, load: 'core/2026-11', lookedAt: 400 },
  ...{ liveSince: ago(days(12)), lastAt: ago(2), refusedIn: [], lost: [], quietAfter: 7 },
  counted: { customers: 1_200_000, events: 8_400_000, identifiers: 3_100_000 },
}

const batch = (no: number, part: Partial<Feed['batches'][number]> = {}): Feed['batches'][number] => ({
  ...{ batch: `core-2026-11-26-${String(no).padStart(4, '0')}`, dataset: 'core', load: 'core/2026-12' },
  ...{ kind: 'events', rowsIn: 50_000, taken: 49_990, known: 10, refused: 0, at: ago(no * 2) },
  ...part,
})

const drifted = (kind: FeedDrift['kind'], part: Pick<FeedDrift, 'what' | 'name' | 'rows'>): FeedDrift => ({
  ...{ dataset: 'core', kind, batch: 'core-1', at: ago(4) },
  ...part,
})

/** A refresh under way, one that nobody goes on with, attributes too old, rows refused, names nobody declared. */
export const feed: Feed = {
  at: ago(0),
  datasets: [
    {
      ...core,
      kinds: [...core.kinds, kind(2, 900, 31, { stopped: { gap: 3 } })],
      since: [tally('customers', 48_210, 12), tally('events', 1_904_400, 288, 51)],
      lost: [...names.slice(6, 7)],
      attributes: [
        attribute(0, { freshDays: 7, medianDays: 12.4, stale: 388 }),
        attribute(1, { medianDays: 34, stale: 236 }),
        attribute(2, { freshDays: 365, medianDays: 280, stale: 61 }),
        attribute(3, { medianDays: 12, stale: 4, customers: 391 }),
        attribute(4, { freshDays: 90, medianDays: 20, customers: 274 }),
        attribute(5, { freshDays: 2, medianDays: 4.2, stale: 400, silent: true }),
      ],
    },
    {
      ...{ dataset: 'berka', currency: 'CZK', asOf: '1998-12-31T11:00:00.000Z', load: 'a7c1', lookedAt: 400 },
      ...{ liveSince: ago(days(40)), lastAt: ago(days(40)), since: [] },
      ...{
        lost: [],
        kinds: [],
        quietAfter: null,
        refusedIn: [{ file: 'loan.csv', rowsIn: 682, refused: 671 }],
      },
      counted: { customers: 5369, events: 49_102, identifiers: null },
      attributes: [attribute(4, { freshDays: 90, medianDays: 2, customers: 310 })],
    },
  ],
  filling: [
    {
      ...{ dataset: 'core', load: 'core/2026-12', startedAt: ago(96), lastAt: ago(1), halfLive: false },
      rows: [tally('customers', 1_188_000, 24), tally('events', 3_650_000, 73, 120)],
    },
    {
      ...{
        dataset: 'cards',
        load: 'cards/first',
        startedAt: ago(days(2)),
        lastAt: ago(31 * 60),
        halfLive: false,
      },
      rows: [tally('events', 400_000, 8)],
    },
    {
      ...{ dataset: 'loans', load: 'd41f09', startedAt: ago(20), lastAt: null, halfLive: false },
      rows: [],
    },
  ],
  waiting: { customers: 10_000, more: true },
  batches: [
    batch(1),
    batch(2, { refused: 40, taken: 49_950 }),
    batch(3, { kind: 'customers', known: 0, taken: 50_000 }),
    batch(4, { dataset: 'cards', batch: 'cards-17', load: 'cards/first' }),
  ],
  newest: { batches: 50, days: 30 },
  problems: [
    {
      ...{
        dataset: 'core',
        batch: 'core-2026-11-26-0002',
        at: ago(4),
        code: 'bad-fact',
        line: 1204,
        rows: 1130,
      },
      ...{ kind: 'customers', member: names[0] ?? '', ...WORDS['bad-fact'] },
    },
    {
      ...{ dataset: 'core', batch: 'core-2026-11-26-0002', at: ago(4), code: 'future', line: 17, rows: 41 },
      ...{ kind: 'events', member: 'at', ...WORDS.future },
    },
    {
      ...{ dataset: 'cards', batch: 'cards-17', at: ago(8), code: 'not-json', line: 4, rows: 1, member: '' },
      kind: 'events',
      ...WORDS['not-json'],
    },
  ],
  drift: [
    drifted('customers', { what: 'attribute', name: 'branch_code', rows: 50_000 }),
    drifted('events', { what: 'event-kind', name: 'rebate', rows: 812 }),
    drifted('customers', { what: 'member', name: 'branchCode', rows: 40 }),
    drifted('events', { what: 'amount', name: 'amount', rows: 12 }),
    drifted('customers', { what: 'value', name: 'risk_level', rows: 3 }),
  ],
}

/** Everything is as it should be. */
export const calmFeed: Feed = {
  ...feed,
  datasets: [
    {
      ...{ ...core, since: [tally('events', 1_904_400, 288)] },
      attributes: [0, 1, 2, 3].map((no) => attribute(no, { medianDays: no + 1 })),
    },
  ],
  ...{ filling: [], problems: [], drift: [], waiting: { customers: 312, more: false } },
}

/** Nothing was sent yet. */
export const noFeed: Feed = {
  ...{ ...calmFeed, datasets: [], batches: [], waiting: { customers: 0, more: false } },
}
