import * as z from 'zod'
import { AttributeName } from './catalogue.ts'
import { Text } from './text.ts'

/** `rfm`: by recency, frequency and amount; `clusters`: by likeness of facts; `life-cycle`: by rules over use and flow. */
export const SegmentModel = z.enum(['rfm', 'clusters', 'life-cycle'])
export type SegmentModel = z.infer<typeof SegmentModel>

/** The attribute of the customer that a model fills in from its live run. */
export const SEGMENT_ATTRIBUTE = {
  rfm: 'rfm_group',
  clusters: 'cluster',
  'life-cycle': 'life_stage',
} as const satisfies Record<SegmentModel, string>

/** Filled in beside the life stage: whether a driver of vulnerability is known. */
export const VULNERABLE = 'vulnerable'

/** Attributes that runs alone fill in. */
export const OF_RUNS: readonly string[] = [...Object.values(SEGMENT_ATTRIBUTE), VULNERABLE]

/**
 * A run is computed, then waits in preview until a second person lets it go live or somebody discards it. Of each model
 * one run computes, one waits and one is live.
 */
export const RunState = z.enum(['computing', 'preview', 'live', 'replaced', 'failed', 'discarded'])
export type RunState = z.infer<typeof RunState>

export const RunPhase = z.enum(['score', 'sample', 'train', 'assign', 'effect', 'finish', 'done'])
export type RunPhase = z.infer<typeof RunPhase>

/** Why a run could not be computed; `base-changed`: other customers went live meanwhile. */
export const RunFailure = z.enum(['no-customers', 'no-features', 'too-few', 'base-changed', 'defect'])
export type RunFailure = z.infer<typeof RunFailure>

const customers = z.number().int().nonnegative()

/** A group and how many are in it; value '' are those who were looked at and are in none. */
export const GroupSize = z.object({ value: z.string(), customers })
export type GroupSize = z.infer<typeof GroupSize>

/** Who could not be put into any group, and why: `missing` a fact, `refused` personalised treatment. */
export const LeftOut = z.object({
  why: z.enum(['missing', 'refused']),
  fact: AttributeName.nullable(),
  customers,
})
export type LeftOut = z.infer<typeof LeftOut>

/**
 * How a group stands in one measure: its mean, and how many standard deviations that lies from everybody's. Amounts in
 * several currencies have no mean.
 */
export const Measure = z.object({
  name: z.string(),
  mean: z.number().nullable(),
  difference: z.number().nullable(),
})
export type Measure = z.infer<typeof Measure>

export const GroupProfile = z.object({
  value: z.string(),
  /** What sets it apart, in words; null where nothing does, or where the name says it. */
  words: Text.nullable(),
  measures: z.array(Measure),
})
export type GroupProfile = z.infer<typeof GroupProfile>

/** From and to which value a score reaches, both included; amounts in smallest units. */
export const ScoreBorder = z.object({
  measure: z.enum(['recency', 'frequency', 'amount']),
  /** ISO 4217 of an amount, else empty. */
  currency: z.string(),
  score: z.number().int().min(1).max(5),
  from: z.number().int(),
  to: z.number().int(),
})
export type ScoreBorder = z.infer<typeof ScoreBorder>

/** How the number of clusters was chosen: the mean silhouette of each number over a part of the sample. */
export const ClusterChoice = z.object({
  /** Customers that the centres were learned from, and of those how many the silhouette was told from. */
  sample: customers,
  tried: customers,
  seed: z.number().int(),
  table: z.array(z.object({ k: z.number().int(), silhouette: z.number() })),
  k: z.number().int(),
  /**
   * The clusters of the live run, learned on from their own centres. `kept`: they stay, because none of the table has a
   * silhouette higher by more than `margin`. Null: there was no live run to go on with.
   */
  live: z
    .object({
      run: z.number().int(),
      k: z.number().int(),
      silhouette: z.number(),
      margin: z.number(),
      kept: z.boolean(),
    })
    .nullable()
    .default(null),
  /**
   * Facts that went in; money by its logarithm. Shares of the sample: of whom it is known, and of whom the generator made
   * it up.
   */
  features: z.array(z.object({ name: AttributeName, known: z.number(), made: z.number().default(0) })),
  /** ISO 4217 of amounts: each is compared within its own. */
  currencies: z.array(z.string()).default([]),
  /** Facts that did not, and why; `not-meant`: the catalogue does not let them serve for segments. */
  unused: z.array(
    z.object({
      name: AttributeName,
      why: z.enum(['sensitive', 'not-meant', 'too-rare', 'same-for-all']),
    }),
  ),
})
export type ClusterChoice = z.infer<typeof ClusterChoice>

/**
 * A dataset of which nobody can tell who does nothing from whom nothing is heard. `silent`: events came last at `last`, and
 * none since for longer than decisions rest on what is made from them; `part`: only those of some kinds, and `last` is the last
 * day of the one that stopped first. Else its last transaction lies more than a year before the moment it is reckoned for.
 */
export const QuietDataset = z.object({
  dataset: z.string(),
  /** When it is reckoned for. */
  moment: z.string(),
  /** Null: there is no transaction. */
  last: z.string().nullable(),
  silent: z.boolean().default(false),
  part: z.boolean().default(false),
})
export type QuietDataset = z.infer<typeof QuietDataset>

/** How many customers a rule put where it did. */
export const RuleCount = z.object({ rule: z.string(), customers })

/** Against the live run: who would move from where to where; '' is nowhere. */
export const Drift = z.object({
  against: z.number().int(),
  moves: z.array(z.object({ from: z.string(), to: z.string(), customers })),
})
export type Drift = z.infer<typeof Drift>

/** What agents would see otherwise if the run were live, of the customers whose group would change. */
export const RunEffect = z.object({
  /** Playbook it was decided with. */
  version: z.number().int(),
  customers,
  headline: customers,
  tips: customers,
})
export type RunEffect = z.infer<typeof RunEffect>

/** What a run found, as far as it is known. */
export const RunResult = z.object({
  sizes: z.array(GroupSize).default([]),
  leftOut: z.array(LeftOut).default([]),
  groups: z.array(GroupProfile).default([]),
  borders: z.array(ScoreBorder).default([]),
  quiet: z.array(QuietDataset).default([]),
  choice: ClusterChoice.nullable().default(null),
  rules: z.array(RuleCount).default([]),
  drift: Drift.nullable().default(null),
  effect: RunEffect.nullable().default(null),
})
export type RunResult = z.infer<typeof RunResult>

export const SegmentationRun = z.object({
  id: z.number().int().positive(),
  model: SegmentModel,
  state: RunState,
  phase: RunPhase,
  /** Customers dealt with in this phase, of so many. */
  done: customers,
  total: customers,
  startedBy: z.string().nullable(),
  /** Also the moment for which recency and flow are reckoned; of a historical extract its own last day. */
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  failure: RunFailure.nullable(),
  result: RunResult,
})
export type SegmentationRun = z.infer<typeof SegmentationRun>

export const NewSegmentation = z.strictObject({ model: SegmentModel })
export type NewSegmentation = z.infer<typeof NewSegmentation>

/** Newest first: those that compute, wait or are live, and the last of the others; at most 60. */
export const SegmentationList = z.object({
  runs: z.array(SegmentationRun),
  /** Runs that wait and were computed before a dataset was refreshed: their figures are of the customers of then. */
  behind: z.array(z.number().int()).default([]),
  /** Live runs that are older than the catalogue lets their groups be: decisions for now take those as unknown. */
  old: z.array(z.number().int()).default([]),
})
export type SegmentationList = z.infer<typeof SegmentationList>
