import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import type { KeyPair } from '../../worker/contract/rotation.ts'
import { Trouble } from '../trouble.ts'

/** The two keys of each customer. @throws Trouble where both secrets are the same or one is empty */
export async function* makePairs(
  numbers: readonly string[],
  oldSecret: string,
  newSecret: string,
): AsyncGenerator<KeyPair> {
  if (!oldSecret || !newSecret || oldSecret === newSecret)
    throw new Trouble({
      zh: '新旧密钥不能为空，也不能相同。',
      en: 'Neither secret may be empty, and they must differ.',
    })
  const [old, fresh] = await Promise.all([importSecret(oldSecret), importSecret(newSecret)])
  for (const number of numbers)
    yield { old: await makeCustomerKey(old, number), new: await makeCustomerKey(fresh, number) }
}
