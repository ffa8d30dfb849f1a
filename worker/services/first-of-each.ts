/** Items in their order, of those with one id the first alone. */
export const firstOfEach = <Item extends { id: string }>(items: readonly Item[]): Item[] =>
  [...new Map(items.toReversed().map((one) => [one.id, one])).values()].toReversed()
