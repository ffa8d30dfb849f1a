import type { Adapter, IdentifierRule, NumberForm } from '../../worker/contract/adapter.ts'
import {
  importSecret,
  makeCustomerKey,
  makeIdentifierHash,
  normaliseNumber,
} from '../../worker/contract/customer-key.ts'
import type { IdentifierKind } from '../../worker/contract/identity.ts'
import type { Policy } from './policy.ts'

/** How a CRM writes its numbers. */
export type NumberRule = Pick<Adapter, 'numberForm' | 'numberPattern'>

/** A number of the page as the bank's importer writes it. */
export function rewrite(text: string, { drop, trimZeros, padTo }: NumberForm): string {
  const dropped = drop ? text.replace(new RegExp(drop, 'gu'), '') : text
  const number = normaliseNumber(dropped)
  const trimmed = trimZeros ? number.replace(/^0+(?=.)/, '') : number
  return padTo && trimmed ? trimmed.padStart(padTo, '0') : trimmed
}

/** Makes customer keys, and hashes of other numbers, under the bank's secret. Numbers stay here, in memory. */
export class CustomerKeys {
  #secret: Promise<CryptoKey> | null = null
  /** By `<kind>:<number>`; a customer number has no kind. */
  #made = new Map<string, Promise<string>>()

  /** Takes a new policy; what was made under an old secret is forgotten. */
  use(policy: Policy | null): void {
    this.#secret = policy && importSecret(policy.hmacSecret)
    this.#made = new Map()
  }

  /** Null where the text is no customer number by the adapter's rule, or no rule or no secret is known. */
  async make(text: string, rule: NumberRule | undefined): Promise<string | null> {
    const as = rule && { form: rule.numberForm, pattern: rule.numberPattern }
    return this.#of('', text, as, (secret, number) => makeCustomerKey(secret, number))
  }

  /** The hash of another number, such as a card's; null as above. */
  async identify(
    kind: IdentifierKind,
    text: string,
    rule: IdentifierRule | undefined,
  ): Promise<string | null> {
    return this.#of(kind, text, rule, (secret, number) => makeIdentifierHash(secret, kind, number))
  }

  async #of(
    kind: IdentifierKind | '',
    text: string,
    rule: IdentifierRule | undefined,
    make: (secret: CryptoKey, number: string) => Promise<string>,
  ): Promise<string | null> {
    const number = rewrite(text, rule?.form ?? {})
    const secret = await this.#secret
    if (!number || !secret || !rule || !new RegExp(rule.pattern, 'u').test(number)) return null
    const name = `${kind}:${number}`
    const made = this.#made.get(name) ?? make(secret, number)
    this.#made.set(name, made)
    return made
  }
}
