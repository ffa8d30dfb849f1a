/** For sorting. Texts by code units, as SQLite has it. */
export const compared = <Value extends string | number | boolean>(a: Value, b: Value): number =>
  Number(a > b) - Number(a < b)
