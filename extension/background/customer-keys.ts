import type { Adapter, NumberForm } from '../../worker/contract/adapter.ts'
import { importSecret, makeCustomerKey, normaliseNumber } from '../../worker/contract/customer-key.ts'
import type { Policy } from './policy.ts'

/** How a CRM writes its numbers. */
export type NumberRule = Pick<Adapter, 'numberForm' | 'numberPattern'>

/** A number of the page as the bank's importer writes it. */
function rewrite(text: string, { drop, trimZeros, padTo }: NumberForm): string {
  const dropped = drop ? text.replace(new RegExp(drop, 'gu'), '') : text
  const number = normaliseNumber(dropped)
  const trimmed = trimZeros ? number.replace(/^0+(?=.)/, '') : number
  return padTo && trimmed ? trimmed.padStart(padTo, '0') : trimmed
}

/** Makes customer keys under the bank's secret. Numbers stay here, in memory. */
export class CustomerKeys {
  #secret: Promise<CryptoKey> | null = null
  #made = new Map<string, Promise<string>>()

  /** Takes a new policy; keys made under an old secret are forgotten. */
  use(policy: Policy | null): void {
    this.#secret = policy && importSecret(policy.hmacSecret)
    this.#made = new Map()
  }

  /** Null where the text is no customer number by the adapter's rule, or no rule or no secret is known. */
  async make(text: string, rule: NumberRule | undefined): Promise<string | null> {
    const number = rewrite(text, rule?.numberForm ?? {})
    const secret = await this.#secret
    if (!secret || !rule || !new RegExp(rule.numberPattern, 'u').test(number)) return null
    let key = this.#made.get(number)
    if (!key) {
      key = makeCustomerKey(secret, number)
      this.#made.set(number, key)
    }
    return key
  }
}
