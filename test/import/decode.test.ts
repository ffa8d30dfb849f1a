import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { isDecodable, likelyEncoding, readMark, strictDecoder } from '../../db/import/decode.ts'

const COMMON = [
  ...'中国人民银行客户定期存款理财基金投诉转账失败未结算手机柜面电话已办到期续存的一是不了在有我他这',
]
const chinese = fc
  .array(fc.constantFrom(...COMMON, 'a', '1', ' '), { minLength: 1, maxLength: 20 })
  .map((all) => all.join(''))

describe('a strict decoder', () => {
  const holds = (text: fc.Arbitrary<string>, check: (text: string) => void) =>
    fc.assert(
      fc.property(text, (written) => {
        check(written)
      }),
    )
  const han = (least: number) =>
    chinese.filter((text) => (text.match(/[\u4e00-\u9fff]/g) ?? []).length >= least)

  it.each(['gbk', 'gb18030', 'big5', 'utf-8'])('reads what was written in %s', (encoding) => {
    const text = encoding === 'big5' ? fc.constantFrom('中文', '客戶', '銀行存款') : chinese
    holds(text, (written) => {
      expect(strictDecoder(encoding)(iconv.encode(written, encoding))).toBe(written)
    })
  })

  it('refuses UTF-8 Chinese as GBK, and GBK as UTF-8', () => {
    holds(han(1), (text) => expect(strictDecoder('gbk')(Buffer.from(text))).toBeNull())
    holds(han(4), (text) => expect(strictDecoder('utf-8')(iconv.encode(text, 'gbk'))).toBeNull())
  })

  it('guesses what was meant', () => {
    expect(likelyEncoding(Buffer.from('客户'))).toBe('utf-8')
    expect(likelyEncoding(iconv.encode('客户', 'gbk'))).toBe('gb18030')
    expect(likelyEncoding(Buffer.from([0x61, 0xe9]))).toBe('windows-1252')
  })
})

it.each([
  ['utf-8', true],
  ['gbk', true],
  ['windows-1252', true],
  ['utf-16le', false],
  ['ebcdic', false],
])('%s can be cut into lines: %s', (label, possible) => expect(isDecodable(label)).toBe(possible))

it.each([
  [[0xef, 0xbb, 0xbf, 0x61], 'utf-8'],
  [[0xff, 0xfe, 0x61, 0x00], 'utf-16'],
  [[0xfe, 0xff, 0x00, 0x61], 'utf-16'],
  [[0x61, 0x00, 0x62, 0x00], 'utf-16'],
  [[0x61, 0x62, 0x63, 0x64], null],
  [[], null],
])('%j begins as %s', (head, mark) => expect(readMark(Uint8Array.from(head))).toBe(mark))
