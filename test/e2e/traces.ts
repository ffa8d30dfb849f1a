import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'

/** One way in which a secret text might travel. */
export interface Trace {
  how: string
  bytes: Buffer
}

const percent = (bytes: Buffer): string =>
  Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** Base64 of a text depends on where in the message it begins: all three alignments, without the unsure ends. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    return text.slice(shift ? 4 : 0, -4)
  })
}

/** Every disguise in which a text could be recognised again: encodings, escapes, unkeyed hashes. */
export function tracesOf(text: string): Trace[] {
  const encoded = {
    'UTF-8': Buffer.from(text),
    GBK: iconv.encode(text, 'gbk'),
    'UTF-16': Buffer.from(text, 'utf16le'),
  }
  const traces: Trace[] = []
  const add = (how: string, found: string | Buffer) =>
    traces.push({ how, bytes: Buffer.from(found as string) })
  for (const [encoding, bytes] of Object.entries(encoded)) {
    add(`plain ${encoding}`, bytes)
    add(`percent ${encoding}`, percent(bytes))
    add(`percent upper ${encoding}`, percent(bytes).toUpperCase())
    add(`hex ${encoding}`, bytes.toString('hex'))
    for (const form of base64Forms(bytes)) {
      add(`base64 ${encoding}`, form)
      add(`base64url ${encoding}`, form.replaceAll('+', '-').replaceAll('/', '_'))
    }
    for (const name of ['md5', 'sha1', 'sha256', 'sha512']) {
      const digest = createHash(name).update(bytes).digest()
      add(`${name} ${encoding}`, digest)
      add(`${name} hex ${encoding}`, digest.toString('hex'))
      add(`${name} base64 ${encoding}`, digest.toString('base64').slice(0, -3))
    }
  }
  add(
    'JSON escapes',
    JSON.stringify(text)
      .replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .slice(1, -1),
  )
  add('encodeURIComponent', encodeURIComponent(text))
  return traces
}

/** The ways in which any of the texts stands in these bytes; empty is what one hopes for. */
export function findTraces(texts: Record<string, string>, haystack: Buffer): string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    tracesOf(text)
      .filter(({ bytes }) => haystack.includes(bytes))
      .map(({ how }) => `${name} as ${how}`),
  )
}
