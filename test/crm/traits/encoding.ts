import iconv from 'iconv-lite'
import { respond } from '../http.ts'
import { order, type Page, type Shown, type Trait } from './parts.ts'

const SIMPLE = ['客户号', '客户姓名', '下一位']
const TRADITIONAL = ['客戶號', '客戶姓名', '下一位']

const body = ([number, name, next]: string[], shown: Shown) =>
  `<table border=1><tr><td>${number}：</td><td>${shown.number}</td><td>${name}：</td><td><b>${
    shown.name
  }</b></td></tr></table><a href="?${shown.link}">${next}</a>${order(shown)}`

/** What the encoding has no place for becomes a character reference. */
const encode = (markup: string, encoding: string) =>
  Buffer.concat(
    Array.from(markup, (char) => {
      const bytes = iconv.encode(char, encoding)
      const fits = iconv.decode(bytes, encoding) === char
      return fits ? bytes : Buffer.from(`&#${char.codePointAt(0)};`)
    }),
  )

const byHeader =
  (encoding: string, words: string[]): Page =>
  (shown) =>
    respond(`text/html; charset=${encoding}`, encode(`<title>查询</title>${body(words, shown)}`, encoding))

const byMeta =
  (encoding: string, words: string[]): Page =>
  (shown) => {
    const meta = `<META http-equiv="Content-Type" content="text/html; charset=${encoding}">`
    return respond('text/html', encode(`<html><head>${meta}</head>${body(words, shown)}`, encoding))
  }

/** The encodings of Chinese pages, told by the header or by the page alone. */
export const encoding: Trait = {
  'gbk-header': byHeader('GBK', SIMPLE),
  'gbk-meta': byMeta('gb2312', SIMPLE),
  'big5-header': byHeader('Big5', TRADITIONAL),
  'big5-meta': byMeta('big5', TRADITIONAL),
  'utf8-header': byHeader('UTF-8', SIMPLE),
  'utf8-meta': byMeta('utf-8', SIMPLE),
}
