const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** Text of one line's bytes, or null where they are not of the encoding. */
export type Decode = (bytes: Uint8Array) => string | null

/** True where lines can be cut at the byte 0x0A before they are decoded. */
export function isDecodable(label: string): boolean {
  try {
    return !new TextDecoder(label).encoding.startsWith('utf-16')
  } catch {
    return false
  }
}

/** A strict decoder: one wrong byte refuses the line, and so does UTF-8 Chinese in a Chinese legacy encoding. */
export function strictDecoder(label: string): Decode {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  const legacyChinese = /^(gbk|gb18030|big5)$/.test(decoder.encoding)
  return (bytes) => {
    const text = decodeWith(decoder, bytes)
    return text !== null && legacyChinese && isChineseUtf8(bytes) ? null : text
  }
}

function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

const HAN_AND_ASCII = /^[\p{ASCII}\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]*$/u
const HAN = /[\u4e00-\u9fff]/

/** UTF-8 read as GBK gives wrong characters rather than errors; the other way round hardly ever makes Han. */
function isChineseUtf8(bytes: Uint8Array): boolean {
  if (bytes.every((byte) => byte < 0x80)) return false
  const text = decodeWith(UTF8, bytes)
  return text !== null && HAN.test(text) && HAN_AND_ASCII.test(text)
}

/** Encodings a Chinese or European bank may have meant, to name in a report. */
export function likelyEncoding(bytes: Uint8Array): string {
  if (decodeWith(UTF8, bytes) !== null) return 'utf-8'
  return strictDecoder('gb18030')(bytes) === null ? 'windows-1252' : 'gb18030'
}

export type ByteOrderMark = 'utf-8' | 'utf-16' | null

/** What the first bytes of a file say; a NUL among them means UTF-16 without a mark. */
export function readMark(head: Uint8Array): ByteOrderMark {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'utf-16'
  return head.subarray(0, 4).includes(0) ? 'utf-16' : null
}
