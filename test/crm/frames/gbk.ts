import iconv from 'iconv-lite'
import type { Html } from '../html.ts'
import { type Answer, respond } from '../http.ts'

const fits = (text: string): boolean => iconv.decode(iconv.encode(text, 'gbk'), 'gbk') === text

/** Bytes in GBK; what GBK has no place for becomes a character reference. */
export function encodeGbk(markup: string): Buffer {
  if (fits(markup)) return iconv.encode(markup, 'gbk')
  const safe = Array.from(markup, (char) => (fits(char) ? char : `&#${char.codePointAt(0)};`))
  return iconv.encode(safe.join(''), 'gbk')
}

/** `by` says where the browser learns of the encoding: from the header, or from the page's own META alone. */
export const gbkPage = ({ markup }: Html, by: 'header' | 'meta', status = 200): Answer =>
  respond(by === 'header' ? 'text/html; charset=GBK' : 'text/html', encodeGbk(markup), status)

function decodePart(part: string): string {
  const latin = part
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  return iconv.decode(Buffer.from(latin, 'latin1'), 'gbk')
}

/** A form that a GBK page sent. */
export function readGbkForm(body: Buffer): Map<string, string> {
  const pairs = body.toString('latin1').split('&').filter(Boolean)
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [decodePart(name), decodePart(value)]
    }),
  )
}
