import { LIFE_RULES, RFM_GROUPS } from '../../worker/contract/segment-groups.ts'
import {
  type GroupProfile,
  RunResult,
  type ScoreBorder,
  type SegmentationList,
  type SegmentationRun,
} from '../../worker/contract/segmentation.ts'

const at = (time: string): string => `2026-11-23T${time}:00.000Z`

const run = (part: Partial<SegmentationRun> & Pick<SegmentationRun, 'id' | 'model'>): SegmentationRun => ({
  ...{ state: 'preview', phase: 'done', done: 100_000, total: 100_000, startedBy: 'supervisor-01' },
  ...{ startedAt: at('01:40'), finishedAt: at('01:44'), publishedBy: null, publishedAt: null },
  ...{ closedAt: null, failure: null, result: RunResult.parse({}) },
  ...part,
})

const live = { state: 'live', publishedBy: 'approver-01', publishedAt: at('00:30'), startedBy: null } as const

const counts = [11_240, 18_320, 7610, 6980, 9150, 8420, 25_780, 12_500]
const rfmSizes = RFM_GROUPS.map(({ value }, no) => ({ value, customers: counts[no] ?? 0 }))

const border = (measure: ScoreBorder['measure'], currency: string, ends: number[]): ScoreBorder[] =>
  [1, 2, 3, 4, 5].map((score) => ({
    ...{ measure, currency, score },
    from: ends[score - 1] ?? 0,
    to: (ends[score] ?? 1) - 1,
  }))

const rfm: Partial<RunResult> = {
  sizes: rfmSizes,
  groups: RFM_GROUPS.slice(0, -1).map(
    ({ value }, no): GroupProfile => ({
      value,
      words: null,
      measures: [
        { name: 'days', mean: 4 + no * 31, difference: null },
        { name: 'times', mean: 88 - no * 11, difference: null },
        { name: 'amount', mean: 8_600_000 - no * 900_000, difference: null },
      ],
    }),
  ),
  borders: [
    ...border('recency', '', [210, 96, 41, 15, 0]).map((one) => ({ ...one, to: one.from + 60 })),
    ...border('frequency', '', [1, 4, 12, 31, 74, 420]),
    ...border('amount', 'CNY', [100, 120_000, 560_000, 1_900_000, 6_200_000, 98_000_000]),
  ],
  drift: {
    against: 9,
    moves: [
      ...rfmSizes.map(({ value, customers }) => ({ from: value, to: value, customers: customers - 900 })),
      { from: 'loyal', to: 'cooling', customers: 1840 },
      { from: 'champions', to: 'loyal', customers: 2210 },
      { from: 'promising', to: 'loyal', customers: 960 },
      { from: 'at-risk', to: 'dormant', customers: 1320 },
      { from: '', to: 'promising', customers: 870 },
    ],
  },
  effect: { version: 128, customers: 7200, headline: 1840, tips: 2310 },
}

const FACTS = ['age', 'deposit_balance', 'wealth_balance', 'total_assets', 'app_active']
const cluster = (value: string, words: GroupProfile['words'], means: number[]): GroupProfile => ({
  ...{ value, words },
  measures: FACTS.map((name, no) => ({
    name,
    mean: means[no] ?? 0,
    difference: ((means[no] ?? 0) % 7) / 3 - 1,
  })),
})

const clusters: Partial<RunResult> = {
  sizes: [
    { value: 'c2', customers: 41_200 },
    { value: 'c1', customers: 28_700 },
    { value: 'c3', customers: 19_300 },
    { value: '', customers: 10_800 },
  ],
  leftOut: [
    { why: 'refused', fact: null, customers: 7200 },
    { why: 'missing', fact: 'wealth_balance', customers: 3600 },
  ],
  groups: [
    cluster(
      'c1',
      {
        zh: '年轻、多用手机银行、理财少',
        en: 'younger, mostly on mobile banking, little in wealth products',
      },
      [27, 1_240_000, 0, 2_100_000, 0.94],
    ),
    cluster('c2', null, [44, 3_400_000, 9_800_000, 21_000_000, 0.61]),
    cluster(
      'c3',
      { zh: '年长、资产多、少用手机银行', en: 'older, much in assets, seldom on mobile banking' },
      [67, 8_900_000, 41_000_000, 120_000_000, 0.18],
    ),
  ],
  choice: {
    ...{ sample: 18_540, tried: 2000, seed: 20_261_126, k: 3 },
    table: [0.241, 0.218, 0.197, 0.19, 0.183, 0.179].map((silhouette, no) => ({ k: no + 3, silhouette })),
    live: { run: 8, k: 3, silhouette: 0.238, margin: 0.1, kept: true },
    features: FACTS.map((name) => ({ name, known: 0.97, made: name === 'age' ? 0 : 0.97 })),
    currencies: ['CNY'],
    unused: [
      { name: 'loan_amount', why: 'too-rare' },
      { name: 'risk_assessments_today', why: 'same-for-all' },
      { name: 'vulnerability_health', why: 'sensitive' },
    ],
  },
  effect: { version: 128, customers: 89_200, headline: 0, tips: 0 },
}

const life: Partial<RunResult> = {
  sizes: [
    { value: 'settled', customers: 52_000 },
    { value: 'dormant', customers: 21_400 },
    { value: 'growing', customers: 11_900 },
    { value: 'leaving', customers: 8300 },
    { value: 'new', customers: 4100 },
    { value: '', customers: 2300 },
  ],
  rules: [
    ...LIFE_RULES.map(({ rule }, no) => ({ rule, customers: 900 + no * 1700 })),
    { rule: 'vulnerable', customers: 1200 },
    { rule: 'not-vulnerable', customers: 41_000 },
    { rule: 'unknown', customers: 57_800 },
  ],
}

const result = (part: Partial<RunResult>) => RunResult.parse(part)

const runs: SegmentationRun[] = [
  run({ id: 14, model: 'life-cycle', state: 'computing', phase: 'assign', done: 64_000, finishedAt: null }),
  run({ id: 13, model: 'clusters', result: result(clusters) }),
  run({ id: 12, model: 'rfm', result: result(rfm) }),
  run({ id: 11, model: 'rfm', state: 'failed', failure: 'base-changed', finishedAt: null }),
  run({ id: 10, model: 'life-cycle', ...live, result: result(life) }),
  run({ id: 9, model: 'rfm', ...live, result: result({ ...rfm, drift: null, effect: null }) }),
]

/** What the edge answers of segments from data. */
export const segmentations: SegmentationList = { runs, behind: [], old: [] }

const quiet = { moment: at('01:40'), last: null, silent: false, part: false }

/** The same where nobody approved anything for long, and events stopped. */
export const oldSegmentations: SegmentationList = {
  ...segmentations,
  runs: [
    run({
      ...{ id: 10, model: 'life-cycle', ...live, startedAt: '2026-10-02T01:40:00.000Z' },
      result: result({
        ...life,
        quiet: [
          { ...quiet, dataset: 'calls', last: '2026-11-02T00:00:00.000Z', silent: true, part: true },
          { ...quiet, dataset: 'cards', last: '2026-11-09T05:00:00.000Z', silent: true },
          { ...quiet, dataset: 'loans' },
        ],
      }),
    }),
  ],
  old: [10],
}
