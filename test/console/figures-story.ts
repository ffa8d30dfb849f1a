import type { PreviewFindings, PreviewStretch } from '../../worker/contract/preview.ts'
import type { Quality, ResultCounts, Results, SubjectResults } from '../../worker/contract/results.ts'
import { noCounts } from '../../worker/decision/preview-counts.ts'
import { feed } from './feed-story.ts'
import { fleet } from './fleet-story.ts'
import { times } from './script-times-story.ts'

const none: ResultCounts = {
  prompted: 0,
  shown: 0,
  accepted: 0,
  deferred: 0,
  dismissed: 0,
  blocked: 0,
  overridden: 0,
}
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const total = (days: Record<string, ResultCounts>): ResultCounts =>
  Object.values(days).reduce(
    (sum, one) => {
      for (const kind of Object.keys(sum) as (keyof ResultCounts)[]) sum[kind] += one[kind]
      return sum
    },
    { ...none },
  )

/** Accepted by a third until a week ago, by a fifth since. */
const days = Object.fromEntries(
  Array.from({ length: 28 }, (_, at): [string, ResultCounts] => {
    const accepted = (at < 21 ? 34 : 19) + (at % 4)
    return [
      day(27 - at),
      { ...none, prompted: 60, shown: 110, accepted, deferred: 30, dismissed: 70 - accepted },
    ]
  }),
)
const maturity: SubjectResults = {
  ...{ subject: 'tip', id: 'maturity-choices', days, ...total(days) },
  reasons: { 'not-needed': 420, wording: 240, elsewhere: 190 },
}
const untaken: SubjectResults = {
  subject: 'tip',
  id: 'card-alerts',
  reasons: {},
  days: {},
  ...none,
  shown: 90,
}
const stop: SubjectResults = {
  ...{ subject: 'check', id: 'above-grade', days: {}, ...none, blocked: 60, overridden: 60 },
  reasons: { 'branch-approved': 60 },
}

const team = (group: string, agents: number, accepted: number) => ({
  ...{ group, agents },
  subjects: [
    {
      subject: 'tip' as const,
      id: 'maturity-choices',
      ...none,
      shown: 1012,
      accepted,
      deferred: 418,
      dismissed: 347,
    },
  ],
})

const results: Results = {
  ...{ from: day(27), until: day(0), hidden: false, subjects: [maturity, untaken, stop] },
  teams: [
    team('财富一组', 12, 247),
    team('财富二组', 9, 324),
    { group: '夜班', agents: null, subjects: null },
  ],
  segments: [team('near-retirement', 20, 280)],
  comparisons: [
    {
      ...{ tipId: 'maturity-choices', switched: 3, reported: true },
      treated: { customers: 11_204, converted: 7036 },
      control: { customers: 590, converted: 325 },
    },
    {
      ...{ tipId: 'assessment-due', switched: 0, reported: true },
      treated: { customers: 900, converted: 90 },
      control: { customers: 100, converted: 9 },
    },
  ],
}

const quality: Quality = {
  waiting: [
    {
      changeId: crypto.randomUUID(),
      kind: 'tip',
      itemId: 'maturity-choices',
      since: `${day(2)}T02:00:00.000Z`,
    },
  ],
  approvalHours: { median: 3.2, p90: 26, count: 14 },
  stale: [{ kind: 'tip', itemId: 'card-alerts', reviewOn: day(9) }],
  neverShown: ['app-start'],
  alwaysFiring: [],
  nobodyTakes: [{ tipId: 'card-alerts', shown: 90, accepted: 0 }],
  unverified: ['above-grade'],
  oldPlaybooks: [{ version: 127, agents: 6 }],
  inForce: 128,
}

/** Nothing to see to, and nothing yet to tell. */
export const calm: Quality = {
  ...{ waiting: [], approvalHours: null, stale: [], neverShown: [], alwaysFiring: [], nobodyTakes: [] },
  ...{ unverified: [], oldPlaybooks: [], inForce: 128 },
}

const stretch: PreviewStretch = {
  counts: {
    ...{ ...noCounts(), customers: 412_300, hit: 12_486, hitBefore: 8368, unknown: 862, first: 9120 },
    missing: { 'customer.total_assets': 862 },
    segments: { 'near-retirement': 5084, wealth: 7402 },
    displaced: { 'assessment-due': 1130, 'transfer-limit': 486 },
    firstBefore: { 'assessment-due': 1850, 'transfer-limit': 9000 },
    above: { 'complaint-progress': 2400 },
    reasons: { 'not-eligible': 396_000, 'cap-tip': 2100, 'eligibility-unknown': 862 },
    ...{ shownBefore: 1_072_000, shownAfter: 1_195_000 },
    conditions: [86_540, 38_214, 51_907, 15_340, 12_486],
  },
  ...{ samples: [], total: 412_300, next: null },
}
const findings: PreviewFindings = { dead: [], pairs: [] }

/** What the edge answers of results, previews and quality; requests that are posted by method and path. */
export const figures = {
  '/v1/results': results,
  '/v1/quality': quality,
  '/v1/fleet': fleet,
  '/v1/ingest': feed,
  '/v1/scripts/times': times,
  'POST /v1/previews': stretch,
  'POST /v1/previews/findings': findings,
}
