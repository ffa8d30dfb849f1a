import type { ColumnValue } from './columns.ts'

/** Half-open stretches `[from, below)` of whole numbers, ascending and apart. */
export type Stretches = readonly (readonly [from: number, below: number])[]

/** Which values of a column a literal accepts. `except`: all but these words. */
export type Accepted =
  | { kind: 'number'; stretches: Stretches }
  | { kind: 'word'; words: ReadonlySet<string | boolean>; except: boolean }

/** Whether a value is among them. */
export function accepts(accepted: Accepted, value: NonNullable<ColumnValue>): boolean {
  if (accepted.kind === 'number') {
    return accepted.stretches.some(([from, below]) => (value as number) >= from && (value as number) < below)
  }
  return accepted.words.has(value as string | boolean) !== accepted.except
}

/** All that is not accepted. */
export function complement(accepted: Accepted): Accepted {
  if (accepted.kind === 'word') return { ...accepted, except: !accepted.except }
  const edges = [-Infinity, ...accepted.stretches.flat(), Infinity]
  const stretches: [number, number][] = []
  for (let at = 0; at < edges.length; at += 2) stretches.push([edges[at] as number, edges[at + 1] as number])
  return { kind: 'number', stretches: stretches.filter(([from, below]) => from < below) }
}

/** What both accept. */
export function both(a: Accepted, b: Accepted): Accepted {
  if (a.kind === 'number' && b.kind === 'number') {
    const stretches = a.stretches
      .flatMap(([from, below]) =>
        b.stretches.map(([f, t]) => [Math.max(from, f), Math.min(below, t)] as const),
      )
      .filter(([from, below]) => from < below)
    return { kind: 'number', stretches }
  }
  return bothWords(a as Accepted & { kind: 'word' }, b as Accepted & { kind: 'word' })
}

function bothWords(a: Accepted & { kind: 'word' }, b: Accepted & { kind: 'word' }): Accepted {
  if (a.except && b.except) return { kind: 'word', words: new Set([...a.words, ...b.words]), except: true }
  const [listed, other] = a.except ? [b, a] : [a, b]
  return words([...listed.words].filter((word) => other.words.has(word) !== other.except))
}

export function words(accepted: readonly (string | boolean)[]): Accepted {
  return { kind: 'word', words: new Set(accepted), except: false }
}
