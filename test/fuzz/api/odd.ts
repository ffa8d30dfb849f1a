import type { Dice } from './dice.ts'
import { MARK } from './nasty.ts'

export const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND']
/** Addresses that the edge does not have, or not so. */
export const PATHS = [
  '/',
  '//',
  '/v1',
  '/v1/',
  '/v1//changes',
  '/v1/../v1/me',
  '/v1/%2e%2e/readyz',
  '/v1/changes/%00',
  '/v1/changes/%ff%fe',
  '/v1/changes/%E0%A4%A',
  '/v1/changes/..%2f..%2fopenapi.json',
  '/v1/changes/a%2Fb/approve',
  '/V1/ME',
  '/v1/me/',
  '/v1/me;a=b',
  '/v1/playbooks/1e3',
  '/v1/playbooks/-1',
  '/v1/playbooks/9007199254740993',
  '/v1/playbooks/0x10',
  '/v1/playbooks/%31',
  '/healthz?x=1',
  '/readyz',
  '/openapi.json',
  '/docs',
  '/docs/../wrangler.toml',
  '/.env',
  '/v1/live?ticket=x',
  `/v1/${MARK}`,
]
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=gbk',
  'APPLICATION/JSON',
  'application/jsonp',
  'application/problem+json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/json, text/html',
  '',
]

/** Headers that no browser of ours sends, or not with what they hold here. */
export function oddHeaders(dice: Dice, etag: string): Record<string, string> {
  return dice.weighted<() => Record<string, string>>([
    [3, () => ({ 'content-type': dice.pick(TYPES) })],
    [2, () => ({ 'content-encoding': dice.pick(['gzip', 'br', 'identity', 'x', '']) })],
    [
      2,
      () => ({
        'accept-language': dice.pick(['zh', 'zh-CN,en;q=0.5', MARK, '*', ';;;', 'x'.repeat(2000)]),
      }),
    ],
    [2, () => ({ 'if-none-match': dice.pick([etag, '*', '"x"', 'W/"1"', MARK]) || '*' })],
    [1, () => ({ origin: dice.pick(['null', 'https://crm.bank.example', MARK]) })],
    [1, () => ({ accept: dice.pick(['text/html', '*/*', 'x']) })],
    [
      1,
      () => ({
        'x-forwarded-for': MARK,
        'cf-connecting-ip': '192.0.2.1',
        'x-http-method-override': 'DELETE',
      }),
    ],
    [1, () => ({ range: 'bytes=0-1', 'if-match': '*', expect: '' })],
    [1, () => ({ 'x-more': 'x'.repeat(dice.int(10, 20_000)) })],
    [1, () => ({ upgrade: 'websocket', 'x-other': '1' })],
  ])()
}
