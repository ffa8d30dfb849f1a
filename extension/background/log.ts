import type { Policy } from '../policy.ts'

type Level = NonNullable<Policy['logLevel']>

const LEVELS: readonly Level[] = ['error', 'warn', 'info', 'debug']
const USUAL: Level = 'warn'

let most: Level = USUAL

/** How much is said from now on; null: as usual. */
export function logUpTo(level: Level | null): void {
  most = level ?? USUAL
}

/** A line in the browser's own console: names, codes and counts; never anything of a customer, a token or a secret. */
export function log(level: Level, what: string, ...codes: (string | number)[]): void {
  if (LEVELS.indexOf(level) > LEVELS.indexOf(most)) return
  console[level](`fineline: ${[what, ...codes].join(' ')}`)
}
