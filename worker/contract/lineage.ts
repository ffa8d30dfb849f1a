import * as z from 'zod'
import { AttributeName } from './catalogue.ts'

/** Source of what the seeded generator made up, in the sample and where an extract lacks it: not the bank's. */
export const GENERATOR = 'generator'

/** Where a fact is from. */
export const Origin = z.object({
  /** When it was so at its source; ISO. */
  at: z.iso.datetime(),
  /** Name of the source: a dataset, the bank's system as the row gave it, or `GENERATOR`. */
  source: z.string(),
  /** How it was made: `given`, or the fold in words of the catalogue such as `sum amount entry 90d`; `failed`: its events can be folded no more. */
  rule: z.string(),
  /**
   * Of a fold over days: when it is another by itself, events or none; the year 9999: never. Until then it is as fresh
   * as on the day it was folded.
   */
  until: z.iso.datetime().optional(),
  /**
   * Of a fold, where the customer was split: the moment of the earliest event that it rests on, or of the latest where
   * that alone says it. Without it nobody knows.
   */
  from: z.iso.datetime().optional(),
})
export type Origin = z.infer<typeof Origin>

/** The origin of each fact, by attribute name. */
export const Lineage = z.record(AttributeName, Origin)
export type Lineage = z.infer<typeof Lineage>
