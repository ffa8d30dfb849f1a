import type { Text } from '../worker/contract/text.ts'

/** `scheme://host[:port]/path` of a browser's match pattern; the host may begin with `*.`. */
const PATTERN = /^([a-z*]+):\/\/([^/?#\s]+)(\/\S*)$/
const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/
/** Second levels under which anybody registers: `*.com.cn` is as wide as `*.com`. */
const SHARED = new Set(['com', 'net', 'org', 'gov', 'edu', 'ac', 'co', 'or', 'go', 'ne', 'gob', 'mil', 'idv'])
/** Second levels of `cn` that stand for a province, under which anybody of it registers. */
const PROVINCES = new Set(
  'ac ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj'.split(
    ' ',
  ),
)
const NAME = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

const WIDE = (host: string): Text => ({
  zh: `“${host}”覆盖了不属于本行的网站。请写出本行自己的主机，例如 https://crm.bank.example/*。`,
  en: `"${host}" covers sites that are not the bank's. Name the bank's own host: https://crm.bank.example/*`,
})
const SHAPE: Text = {
  zh: '不是页面匹配模式。请写成 https://crm.bank.example/* 的形式。',
  en: 'is no pattern of pages. Write it as https://crm.bank.example/*',
}
const PLAIN: Text = {
  zh: '只有本机回环地址可以用 http。网络上的任何人都能改写未加密的页面；请使用 https。',
  en: 'may be http on loopback only, for anybody on the network can change a page that is not encrypted. Use https',
}
const ADDRESS: Text = {
  zh: '不是地址。请写成 https://主机 的形式，不带用户名、参数和片段。',
  en: 'is no address. Write https://host, without a user, query or fragment',
}

function tooWide(host: string): boolean {
  const labels = host.replace(/:\d+$/, '').replace(/^\*\./, '').split('.')
  if (!labels.every((label) => NAME.test(label))) return true
  const [second = '', top = ''] = labels.slice(-2)
  const shared = (SHARED.has(second) && top.length === 2) || (top === 'cn' && PROVINCES.has(second))
  const registrable = shared ? 3 : 2
  return labels.length < registrable
}

/** What is wrong with a pattern of pages; null where it names one host, or one domain's subdomains, over https. */
export function patternFault(pattern: string): Text | null {
  if (pattern === '<all_urls>') return WIDE(pattern)
  const [, scheme, host = ''] = PATTERN.exec(pattern) ?? []
  if (!scheme) return SHAPE
  if (!['http', 'https'].includes(scheme)) return WIDE(`${scheme}://${host}`)
  if (LOOPBACK.test(host)) return null
  if (tooWide(host)) return WIDE(host)
  return scheme === 'https' ? null : PLAIN
}

/** What is wrong with the address of a server; null where it is https, or http on loopback. */
export function addressFault(address: string): Text | null {
  const url = URL.parse(address)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return ADDRESS
  // A star is a letter to an address and every host to the manifest.
  if (url.username || url.password || url.search || url.hash || url.host.includes('*')) return ADDRESS
  if (LOOPBACK.test(url.host)) return null
  return url.protocol === 'https:' ? null : PLAIN
}

/** Whole hosts, as the browser's policy on hosts has them: no path. In the order given, each once. */
export function hostsOf(pages: readonly string[], servers: readonly string[]): string[] {
  const bare = (pattern: string) => /^[^:]+:\/\/[^/]+/.exec(pattern)?.[0] ?? pattern
  return [...new Set([...pages.map(bare), ...servers.map((address) => new URL(address).origin)])]
}
