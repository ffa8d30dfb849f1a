import { readGiven } from '../db/given.ts'
import { Trouble } from '../db/trouble.ts'
import { Policy } from '../extension/policy.ts'
import { lineFault } from './line.ts'

/**
 * Stands where the secret goes in files made without it. Shorter than any secret, so that a file which was loaded as it
 * is leaves Fineline off and names the key, in place of making keys that no customer has.
 */
export const PLACE = 'SECRET-HERE'

/**
 * The secret of the customer keys from a file or the environment; null where neither names one. Throws Trouble where it is too short or not one line. A line feed at the end
 * is the editor's, as `npm run rekey` has it.
 */
export function readSecret(file: string | undefined, env: string | undefined): string | null {
  const text =
    file === undefined
      ? env
      : readGiven(file)
          .toString('utf8')
          .replace(/\r?\n$/, '')
  if (!text) {
    if (file === undefined) return null
    throw wrong(file)
  }
  if (lineFault(text)) throw broken(file ?? 'FINELINE_HMAC_SECRET')
  if (!Policy.shape.hmacSecret.safeParse(text).success) throw wrong(file ?? 'FINELINE_HMAC_SECRET')
  return text
}

const broken = (where: string): Trouble =>
  new Trouble({
    zh: `${where} 中的密钥含有换行或其他控制字符。请使用一行文字的密钥（例如 openssl rand -base64 48）。`,
    en: `The secret in ${where} holds a line break or another control character. Use one line (openssl rand -base64 48 gives one).`,
  })

const wrong = (where: string): Trouble =>
  new Trouble({
    zh: `${where} 中的密钥不足 16 个字符。请使用导入程序所用的同一个密钥。`,
    en: `The secret in ${where} is shorter than 16 characters. Give the one that the importer uses.`,
  })
