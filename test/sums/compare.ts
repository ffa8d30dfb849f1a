import type { Sums } from './raw.ts'

export interface Compared {
  figure: string
  files: number | string
  base: number | string
  equal: boolean
}

/** Figure by figure; one that only one side has is a difference. */
export function compare(files: Sums, base: Sums): Compared[] {
  const names = [...new Set([...Object.keys(files), ...Object.keys(base)])]
  return names.map((figure) => {
    const [a, b] = [files[figure] ?? '–', base[figure] ?? '–']
    return { figure, files: a, base: b, equal: a === b }
  })
}
