/**
 * What JSON texts are compared by in SQL: numbers as numbers, before them all the rest, as text.
 * @returns expressions, the first of which counts most
 */
export const valueOrder = (val: string): string[] => [
  `coalesce(CASE WHEN ${val} GLOB '[-0-9]*' THEN cast(${val} AS real) END, -1e300)`,
  val,
]

/** SQL for lists of expressions of which the first greater one decides. */
export const isGreater = (one: readonly string[], other: readonly string[]): string =>
  `(${one.join()}) > (${other.join()})`

/** Of two statements on what a fact was the greater stands, whichever came first. */
export const LATER_CHANGE = `ON CONFLICT DO UPDATE SET after = excluded.after
  WHERE ${isGreater(
    valueOrder("coalesce(excluded.after, 'null')"),
    valueOrder("coalesce(fact_change.after, 'null')"),
  )}`
