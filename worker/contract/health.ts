import * as z from 'zod'
import { Id } from './text.ts'

/**
 * What of a screen is read: whether it is known at all (`screen`: the conditions of `when`), the customer's number, the
 * place of the badge, whether a list has rows (`list`), the numbers of its rows, and whether the frames of a window name
 * one customer (`frames`).
 */
export const ReadPart = z.enum(['screen', 'number', 'anchor', 'list', 'rows', 'frames'])
export type ReadPart = z.infer<typeof ReadPart>

/**
 * What became of a step. `hidden`: there, but out of sight; `unwanted`: there, though `when.absent` forbids it;
 * `not-a-number`: text that does not fit the adapter's `numberPattern`; `conflict`: another frame names another customer.
 */
export const StepOutcome = z.enum([
  'read',
  'no-element',
  'hidden',
  'empty',
  'ambiguous',
  'not-a-number',
  'conflict',
  'unwanted',
])
export type StepOutcome = z.infer<typeof StepOutcome>

/** Calendar day in the bank's time zone. */
const Day = z.iso.date()

const step = {
  adapter: Id,
  /** Absent: pages at the adapter's addresses that are none of its screens. */
  screen: Id.optional(),
  part: ReadPart,
  /** As in the adapter, from 1; 0: before the first or of the part as a whole. */
  step: z.number().int().min(0).max(99),
  outcome: StepOutcome,
}

/** How often a step of an adapter had that outcome on that day. Ids of the playbook and counts: nothing else fits in. */
export const StepCount = z.strictObject({
  ...step,
  day: Day,
  count: z.number().int().positive().max(1_000_000),
})
export type StepCount = z.infer<typeof StepCount>

/** What one browser counted under one playbook. The id is made once, so that a second try is not a second count. */
export const StepCountBatch = z.strictObject({
  id: z.uuid(),
  playbookVersion: z.number().int().positive(),
  counts: z.array(StepCount).min(1).max(2000),
})
export type StepCountBatch = z.infer<typeof StepCountBatch>

/** `known`: it had been counted before. `refused` never will be, and says why. */
export const StepCountReceipt = z.discriminatedUnion('state', [
  z.object({ state: z.literal('counted') }),
  z.object({ state: z.literal('known') }),
  z.object({ state: z.literal('refused'), why: z.string() }),
])
export type StepCountReceipt = z.infer<typeof StepCountReceipt>

/** How many days back, today among them. */
export const HealthQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(28) })

/** One step with one outcome, by day; days without any are left out. */
export const StepDays = z.object({ ...step, days: z.record(Day, z.number().int().positive()) })
export type StepDays = z.infer<typeof StepDays>

/** What all browsers counted, and which playbooks they read by on which day. */
export const AdapterHealth = z.object({
  steps: z.array(StepDays),
  playbooks: z.array(z.object({ day: Day, version: z.number().int().positive() })),
})
export type AdapterHealth = z.infer<typeof AdapterHealth>
