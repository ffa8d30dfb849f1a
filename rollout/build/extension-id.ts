import { createHash } from 'node:crypto'

/** Chrome's id of an extension: the first half of the SHA-256 of its public key (base64 of DER), in the letters a to p. */
export function extensionId(publicKey: string): string {
  const hex = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32)
  return hex.replace(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
}
