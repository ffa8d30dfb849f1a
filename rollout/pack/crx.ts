import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'

const CONTEXT = Buffer.from('CRX3 SignedData\0', 'latin1')

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)]
}

/** A field of bytes as protocol buffers write it. */
const field = (number: number, ...content: Buffer[]): Buffer => {
  const bytes = Buffer.concat(content)
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes])
}

/** Public half as DER. */
export const publicDer = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ type: 'spki', format: 'der' })

/**
 * A CRX3 file: header and signature over a ZIP archive, by the layout of Chromium's `crx3.proto`. Signed with
 * RSASSA-PKCS1-v1_5 and SHA-256, so that the same key and archive give the same bytes.
 */
export function crx(archive: Buffer, key: KeyObject): Buffer {
  const der = publicDer(key)
  const id = createHash('sha256').update(der).digest().subarray(0, 16)
  const signedData = field(1, id)
  const signature = sign(
    'sha256',
    Buffer.concat([CONTEXT, uint32(signedData.length), signedData, archive]),
    key,
  )
  const head = Buffer.concat([field(2, field(1, der), field(2, signature)), field(10_000, signedData)])
  return Buffer.concat([Buffer.from('Cr24'), uint32(3), uint32(head.length), head, archive])
}
