import type { IdentifierRule, NumberForm } from '../../worker/contract/adapter.ts'
import type { IdentifierKind, Resolved } from '../../worker/contract/identity.ts'
import type { Unfound, Unread } from '../messages.ts'
import type { FoundBy } from '../present/found-by.ts'
import { rewrite } from './customer-keys.ts'
import { type FailureKind, failureKind } from './failure.ts'
import { adapterOf, screenOf } from './screens.ts'
import type { Services } from './services.ts'

/** Why a frame names nobody. */
export type Unnamed = Unread | Unfound | FailureKind

/**
 * Whom a number leads to. `among`: those of whom it may be one, where nobody can say which. `failed`: the edge did not
 * answer.
 */
export type Finding =
  | { key: string; foundBy: FoundBy | null }
  | { key: null; unread: Unnamed; among: readonly string[]; failed: boolean }

const OF_IDENTIFIER: Record<Unread, Unfound> = {
  'no-element': 'no-identifier',
  empty: 'empty-identifier',
  'not-a-number': 'not-an-identifier',
  ambiguous: 'several-identifiers',
}

const nobody = (unread: Unnamed, among: readonly string[] = []): Finding => ({
  ...{ key: null, unread, among },
  failed: false,
})

type Reads = Pick<Services, 'playbooks'>

/** What the number of a screen is; null where it is the customer's own. */
export const kindOn = ({ playbooks }: Reads, screen: string): IdentifierKind | null =>
  screenOf(playbooks.adapters, screen)?.customer?.kind ?? null

/** Why a screen's number could not be read, in words that fit what number it is. */
export const unreadOn = (reads: Reads, screen: string, unread: Unread): Unnamed =>
  kindOn(reads, screen) ? OF_IDENTIFIER[unread] : unread

/** A number as the bank writes it, which an agent may do too. */
export function writtenOn(reads: Reads, screen: string, text: string): string {
  const kind = kindOn(reads, screen)
  const adapter = adapterOf(reads.playbooks.adapters, screen)
  const form: NumberForm | undefined = kind ? adapter?.identifiers?.[kind]?.form : adapter?.numberForm
  return rewrite(text, form ?? {})
}

/**
 * Whom the number of a screen leads to. Customer numbers are known here; of others the edge is asked, by their hash.
 * Never rejects.
 * @param hashed told the hash of another number than the customer's, before the edge is asked
 */
export async function findCustomer(
  services: Pick<Services, 'playbooks' | 'keys' | 'identifiers'>,
  screen: string,
  text: string,
  hashed: (hash: string) => void,
): Promise<Finding> {
  const kind = kindOn(services, screen)
  // What is left of a dash that stands for "none".
  if (!writtenOn(services, screen, text)) return nobody(kind ? 'empty-identifier' : 'empty')
  try {
    const adapter = adapterOf(services.playbooks.adapters, screen)
    if (kind) return await byIdentifier(services, kind, text, adapter?.identifiers?.[kind], hashed)
    const key = await services.keys.make(text, adapter)
    return key ? { key, foundBy: null } : nobody('not-a-number')
  } catch (error) {
    return { key: null, unread: failureKind(error), among: [], failed: true }
  }
}

async function byIdentifier(
  { keys, identifiers }: Pick<Services, 'keys' | 'identifiers'>,
  kind: IdentifierKind,
  text: string,
  rule: IdentifierRule | undefined,
  hashed: (hash: string) => void,
): Promise<Finding> {
  const hash = await keys.identify(kind, text, rule)
  if (!hash) return nobody('not-an-identifier')
  hashed(hash)
  return found(kind, await identifiers.get(hash))
}

function found(kind: IdentifierKind, resolved: Resolved): Finding {
  if (resolved.status === 'one') return { key: resolved.customerKey, foundBy: { kind, role: resolved.role } }
  if (resolved.status === 'several') {
    const among = resolved.customers.map(({ customerKey }) => customerKey)
    return nobody('several-customers', among)
  }
  if (resolved.status === 'uncertain') return nobody('uncertain-number')
  return nobody(kind === 'phone' ? 'unknown-phone' : 'unknown-number')
}
