/** A number as a person reads it: 3 digits that matter, thousands apart, M and bn above. */
export function count(value: number): string {
  if (value >= 1e9) return `${short(value / 1e9)} bn`
  if (value >= 1e6) return `${short(value / 1e6)} M`
  return short(value)
}

export const bytes = (value: number): string =>
  value >= 1e12
    ? `${short(value / 1e12)} TB`
    : value >= 1e9
      ? `${short(value / 1e9)} GB`
      : `${short(value / 1e6)} MB`

export function seconds(value: number): string {
  if (value < 1) return `${short(value * 1000)} ms`
  if (value < 120) return `${short(value)} s`
  return value < 7200 ? `${short(value / 60)} min` : `${short(value / 3600)} h`
}

/** To three digits that matter: list prices times guesses are no more exact. */
export const dollars = (value: number): string =>
  `$${Math.round(Number(value.toPrecision(3))).toLocaleString('en')}`

function short(value: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(value, 0.001))))
  const text = value.toFixed(digits)
  return Number(text).toLocaleString('en', { maximumFractionDigits: digits })
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}
