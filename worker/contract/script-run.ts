import * as z from 'zod'
import { days, inOrder, order } from './results.ts'
import { Id } from './text.ts'

/** Longest time that is told of one step; what takes longer was interrupted. Seconds. */
export const LONGEST_STEP = 3600

/** How a step of a script went: ids of the playbook and seconds, nothing else fits in. */
export const StepTime = z.strictObject({
  stepId: Id,
  outcome: z.enum(['done', 'skipped']),
  seconds: z.number().int().min(0).max(LONGEST_STEP),
  /** Segment whose words were read out; absent: the standard words. */
  variant: Id.optional(),
})
export type StepTime = z.infer<typeof StepTime>

/** One script as it was walked in one contact, without contact and customer. The id makes a second try no second run. */
export const ScriptRun = z.strictObject({
  id: z.uuid(),
  playbookVersion: z.number().int().positive(),
  scriptId: Id,
  /** Calendar day in the bank's time zone. */
  day: z.iso.date(),
  /** Every step was done or skipped before the contact ended. */
  finished: z.boolean(),
  steps: z
    .array(StepTime)
    .min(1)
    .max(30)
    .refine(
      (steps) => new Set(steps.map(({ stepId }) => stepId)).size === steps.length,
      'a step stands twice',
    ),
})
export type ScriptRun = z.infer<typeof ScriptRun>

export const ScriptRunBatch = z.strictObject({ runs: z.array(ScriptRun).min(1).max(50) })
export type ScriptRunBatch = z.infer<typeof ScriptRunBatch>

/** Ids: stored now, stored before, and never to be stored, with why. */
export const ScriptRunReceipt = z.object({
  stored: z.array(z.uuid()),
  known: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), why: z.string() })),
})
export type ScriptRunReceipt = z.infer<typeof ScriptRunReceipt>

/** Days in the bank's time zone, both included. Team '' are agents without one. */
export const ScriptTimesQuery = z.object({ ...days, team: z.string().optional() }).refine(inOrder, order)
export type ScriptTimesQuery = z.infer<typeof ScriptTimesQuery>

/** Seconds: half took less than the median, nine in ten less than `p90`. */
const Spread = z.object({ median: z.number().int(), p90: z.number().int(), count: z.number().int() })
export type Spread = z.infer<typeof Spread>

export const StepFigures = z.object({
  stepId: Id,
  /** Null where fewer than five agents are behind them, or behind what is left of the whole. */
  figures: z
    .object({
      done: z.number().int(),
      skipped: z.number().int(),
      /** Of those done; null where none was. */
      time: Spread.nullable(),
    })
    .nullable(),
})
export type StepFigures = z.infer<typeof StepFigures>

/** A script in one wording: what several versions of the playbook said alike is counted together. */
export const WordingTimes = z.object({
  /** Playbook versions in which it was walked, ascending. */
  versions: z.array(z.number().int().positive()).min(1),
  /** Null where too few agents are behind it; nothing is told of its steps then. */
  figures: z
    .object({
      runs: z.number().int(),
      /** Of them those in which every step was done or skipped. */
      finished: z.number().int(),
      /** Of whole scripts that were finished. */
      time: Spread.nullable(),
    })
    .nullable(),
  steps: z.array(StepFigures),
})
export type WordingTimes = z.infer<typeof WordingTimes>

export const ScriptTimes = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  /** Teams that can be asked for, of those that the asker may see. */
  teams: z.array(z.string()),
  /** Wordings of each, the newest first. */
  scripts: z.array(z.object({ scriptId: Id, wordings: z.array(WordingTimes).min(1) })),
})
export type ScriptTimes = z.infer<typeof ScriptTimes>
