import type { Anchor } from './anchor.ts'

/** The end of another database's chain, as the bank's own chain notes it each hour. */
export interface ChainNoted extends Omit<Anchor, 'at'> {
  database: string
}

/** What the entry is called that notes them. */
export const CHAINS = 'audit.chains'

/** Its detail. */
export const textOfChains = (noted: readonly ChainNoted[]): string =>
  JSON.stringify(noted.map(({ database, sequence, hash }) => [database, sequence, hash]))

/** What a detail notes. @throws SyntaxError where it is none */
export const chainsIn = (detail: string): ChainNoted[] =>
  (JSON.parse(detail) as [string, number, string][]).map(([database, sequence, hash]) => ({
    database,
    sequence,
    hash,
  }))
