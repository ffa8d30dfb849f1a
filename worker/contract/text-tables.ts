import * as z from 'zod'

/**
 * Everything that text checks look for, ready to be searched for: made when a playbook is published, read by
 * worker/decision/text. `base64` is of little-endian numbers; "slot" is a place in the double array, 0 its root.
 */
export const TextTables = z.object({
  /** Raised whenever tables are read in another way; unknown ones are not read at all. */
  format: z.literal(1),
  /** base64 of 16-bit triples: first UTF-16 unit of a run, its length, the symbol of every unit in it. */
  units: z.string(),
  /** Symbols of characters that take two units or stand for several. */
  others: z.record(z.string(), z.array(z.number().int().positive())),
  /** The character each symbol stands for, from symbol 1 on. */
  letters: z.string(),
  /** base64 of 32-bit pairs, one a slot: where its children begin, and the slot of its longest proper suffix. */
  slots: z.string(),
  /** base64 of 16 bits a slot: the symbol that leads there. */
  symbols: z.string(),
  /** base64 of 16 bits a slot: number of the longest phrase that ends there, from 1; 0 for none. */
  ends: z.string(),
  /** base64 of 16-bit triples, one a phrase: its symbols, the next shorter phrase that ends with it, its first owner. */
  phrases: z.string(),
  /** base64 of 16-bit pairs: a check, and whether it forbids (0) or requires (1) the phrase. */
  owners: z.string(),
  /** Ids of the checks. */
  checks: z.array(z.string()),
})
export type TextTables = z.infer<typeof TextTables>
