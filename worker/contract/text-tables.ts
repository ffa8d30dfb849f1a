import * as z from 'zod'

/**
 * Everything that text checks look for, ready to be searched for: made when a playbook is published, read by
 * worker/decision/text. `base64` is of little-endian numbers.
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
  /**
   * base64 of 32-bit triples, the nodes of the double array, the root first: where the children begin; the node to go
   * on from where there is no such child, -1 for none; in the upper 16 bits the symbol that leads here, in the lower
   * ones the number of the longest phrase that ends here, 0 for none. Places are counted in numbers, three a node.
   */
  nodes: z.string(),
  /** base64 of 16-bit triples, one a phrase: its symbols, the next shorter phrase that ends with it, its first owner. */
  phrases: z.string(),
  /** base64 of 16-bit pairs: a check, and whether it forbids (0), requires (1) or excuses what lies in (2) the phrase. */
  owners: z.string(),
  /** Ids of the checks. */
  checks: z.array(z.string()),
})
export type TextTables = z.infer<typeof TextTables>
