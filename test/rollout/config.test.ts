import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Trouble } from '../../db/trouble.ts'
import { Policy } from '../../extension/policy.ts'
import { ROOT } from '../../rollout/build/root.ts'
import { readConfig } from '../../rollout/config.ts'
import { PLACE, readSecret } from '../../rollout/secret.ts'
import { compareVersions, isVersion } from '../../rollout/versions.ts'

const EXAMPLE = join(ROOT, 'rollout/bank.config.example.json')

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fineline-test-'))
})
afterAll(() => rm(dir, { recursive: true }))

/** What is said of the example with a change; empty where it is taken. */
async function saidOf(
  change: (config: Record<string, never>) => object,
): Promise<{ zh: string; en: string }> {
  const file = join(dir, 'config.json')
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(EXAMPLE, 'utf8')))))
  try {
    readConfig(file)
  } catch (error) {
    if (error instanceof Trouble) return error.words
    throw error
  }
  return { zh: '', en: '' }
}

it('takes the example, which sets every key of the policy', async () => {
  const { policy, rings } = readConfig(EXAMPLE)
  const atTop = ['edgeUrl', 'issuer', 'clientId', 'audience', 'hmacSecret', 'hmacKeyId', 'ring']
  expect(Object.keys(policy).toSorted()).toEqual(
    Object.keys(Policy.shape)
      .filter((key) => !atTop.includes(key))
      .toSorted(),
  )
  expect(rings.pilot.version).toBe('0.1.0')
})

it.each([
  '<all_urls>',
  '*://*/*',
  'https://*/*',
  'http://*/*',
  'https://*.cn/*',
  'https://*.com.cn/*',
  'https://*.co.uk/*',
  'https://*.bj.cn/*',
  'https://crm.*/*',
  'https://crm*.bank.example/*',
  'https://bank/*',
  'file:///*',
  '*://crm.bank.example/*',
  'https://crm.bank.example',
  'http://crm.bank.example/*',
])('refuses the page pattern %s by the name of its key', async (pattern) => {
  const said = await saidOf((config) => ({ ...config, crm: [pattern] }))
  expect(said.en).toContain('crm.0: ')
  expect(said.zh).toContain('crm.0：')
})

it.each([
  'https://crm.bank.example/*',
  'https://*.bank.example/*',
  'https://*.bank.com.cn/*',
  'https://crm.bank.example:8443/cust/*',
  'http://127.0.0.1:8080/*',
  'http://localhost/*',
])('takes the page pattern %s', async (pattern) => {
  expect(await saidOf((config) => ({ ...config, crm: [pattern] }))).toEqual({ zh: '', en: '' })
})

it.each([
  ['edgeUrl', 'http://fineline.bank.example'],
  ['issuer', 'sso.bank.example'],
  ['updateUrl', 'http://updates.bank.example/fineline'],
  ['edgeUrl', 'https://user:word@fineline.bank.example'],
  ['edgeUrl', 'http://127.0.0.1.bank.example'],
  ['issuer', 'javascript:alert(1)'],
  ['issuer', 'https://*'],
  ['edgeUrl', 'https://*.com'],
])('refuses %s %s', async (key, address) => {
  expect((await saidOf((config) => ({ ...config, [key]: address }))).en).toContain(`${key}: `)
})

it.each<[string, (config: never) => object, string]>([
  [
    'a key that is missing',
    (config) => ({ ...(config as object), clientId: undefined }),
    'clientId: is missing',
  ],
  [
    'a key that there is not',
    (config) => ({ ...(config as object), crmm: [] }),
    'crmm: is no key of this config',
  ],
  [
    'the secret',
    (config) => ({ ...(config as object), hmacSecret: 'x'.repeat(32) }),
    'hmacSecret: the secret must not',
  ],
  [
    'the secret among the policy',
    (config) => ({ ...(config as object), policy: { hmacSecret: 'x'.repeat(32) } }),
    'policy.hmacSecret: the secret must not',
  ],
  [
    'a line break, which would end a comment of a script that runs as SYSTEM',
    (config) => ({ ...(config as object), bank: 'Bank\nRemove-Item C:' }),
    'bank: holds a line break',
  ],
  [
    'a line break in the policy',
    (config) => ({ ...(config as object), audience: 'a\r\nb' }),
    'audience: holds a line break',
  ],
  [
    'a policy out of bounds',
    (config) => ({ ...(config as object), policy: { retentionDays: 0 } }),
    'policy.retentionDays: ',
  ],
  [
    'a ring that gets a version before the one before it',
    (config) => ({
      ...(config as object),
      rings: { pilot: { version: '1.0' }, early: { version: '1.0' }, all: { version: '1.0.1' } },
    }),
    'rings.all.version: ring all may not get a version before ring early',
  ],
  [
    'a rollback under a lower number',
    (config) => ({ ...(config as object), rollback: { code: '1.2.0', as: '1.1.9' } }),
    'rollback.as: must be higher',
  ],
  [
    'a least version above the ring',
    (config) => ({
      ...(config as object),
      rings: {
        pilot: { version: '1.0', minimumVersion: '1.1' },
        early: { version: '1.0' },
        all: { version: '1.0' },
      },
    }),
    'rings.pilot.minimumVersion: is above the version of this ring',
  ],
  [
    'a version that Chrome does not take',
    (config) => ({ ...(config as object), rollback: { code: '1.02', as: '2' } }),
    'rollback.code: ',
  ],
])('names %s', async (_what, change, sentence) => {
  const said = await saidOf(change as never)
  expect(said.en).toContain(sentence)
  expect(said.en).not.toContain('x'.repeat(32))
})

it('orders versions as Chrome does', () => {
  expect(compareVersions('1.2', '1.2.0.0')).toBe(0)
  expect(compareVersions('1.10', '1.9.9')).toBeGreaterThan(0)
  expect(compareVersions('0.1.0', '0.1.0.1')).toBeLessThan(0)
  expect(['1', '1.2.3.65535', '0.0.0.1'].every(isVersion)).toBe(true)
  expect(['', '0', '1.2.3.4.5', '1.65536', '01.2', '1.-1', '1.2-beta'].some(isVersion)).toBe(false)
})

it('takes the secret from a file or the environment, and the words in its place are refused by the extension', async () => {
  const file = join(dir, 'secret')
  await writeFile(file, 'sixteen-letters!\n')
  expect(readSecret(file, 'of the environment')).toBe('sixteen-letters!')
  expect(readSecret(undefined, 'of the environment')).toBe('of the environment')
  expect(readSecret(undefined, undefined)).toBeNull()
  await writeFile(file, `${'x'.repeat(64)}\n${'y'.repeat(24)}\n`)
  expect(() => readSecret(file, undefined)).toThrow('a line break')
  await writeFile(file, 'short')
  expect(() => readSecret(file, undefined)).toThrow('shorter than 16')
  expect(Policy.shape.hmacSecret.safeParse(PLACE).success).toBe(false)
})
