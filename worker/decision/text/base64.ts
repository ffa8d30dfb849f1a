/** Numbers of a typed array as base64. Little-endian, as every machine is that browsers and workerd run on. */
export function toBase64({ buffer, byteOffset, byteLength }: Uint16Array | Int32Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Throws a DOMException for what is no base64. */
export function fromBase64(base64: string): ArrayBuffer {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes.buffer
}
