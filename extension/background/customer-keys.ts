import { importSecret, makeCustomerKey, normaliseNumber } from '../../worker/contract/customer-key.ts'
import type { Policy } from './policy.ts'

/** Makes customer keys under the bank's secret. Numbers stay here, in memory. */
export class CustomerKeys {
  #secret: Promise<CryptoKey> | null = null
  #made = new Map<string, Promise<string>>()

  /** Takes a new policy; keys made under an old secret are forgotten. */
  use(policy: Policy | null): void {
    this.#secret = policy && importSecret(policy.hmacSecret)
    this.#made = new Map()
  }

  /** Null where the text is no customer number by the adapter's pattern, or no secret is known. */
  async make(text: string, pattern: string): Promise<string | null> {
    const number = normaliseNumber(text)
    const secret = await this.#secret
    if (!secret || !new RegExp(pattern, 'u').test(number)) return null
    let key = this.#made.get(number)
    if (!key) {
      key = makeCustomerKey(secret, number)
      this.#made.set(number, key)
    }
    return key
  }
}
