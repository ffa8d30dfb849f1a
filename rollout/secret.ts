import { readGiven } from '../db/given.ts'
import { Trouble } from '../db/trouble.ts'
import { Policy } from '../extension/policy.ts'

/**
 * Stands where the secret goes in files made without it. Shorter than any secret, so that a file which was loaded as it
 * is leaves Fineline off and names the key, in place of making keys that no customer has.
 */
export const PLACE = 'SECRET-HERE'

/** The secret of the customer keys from a file or the environment; null where neither names one. Throws Trouble where it is too short. */
export function readSecret(file: string | undefined, env: string | undefined): string | null {
  const text = file === undefined ? env : readGiven(file).toString('utf8').trim()
  if (!text) {
    if (file === undefined) return null
    throw wrong(file)
  }
  if (!Policy.shape.hmacSecret.safeParse(text).success) throw wrong(file ?? 'FINELINE_HMAC_SECRET')
  return text
}

const wrong = (where: string): Trouble =>
  new Trouble({
    zh: `${where} 中的密钥不足 16 个字符。请使用导入程序所用的同一个密钥。`,
    en: `The secret in ${where} is shorter than 16 characters. Give the one that the importer uses.`,
  })
