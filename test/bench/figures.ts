import { writeFile } from 'node:fs/promises'

/** One measured figure, as every `bench:*` writes it. */
export interface Figure {
  name: string
  value: number
  unit: string
  baseline?: number
  ratio?: number
}

/** The value below which the given share of the sample lies. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Prints a table and, where a file is named, writes the same as JSON. */
export async function publishFigures(figures: Figure[], file: string | undefined): Promise<void> {
  console.table(figures.map((figure) => ({ ...figure, value: Math.round(figure.value * 100) / 100 })))
  if (file) await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
}
