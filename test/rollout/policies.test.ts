import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'plist'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Policy } from '../../extension/policy.ts'
import { ROOT } from '../../rollout/build/root.ts'
import { RINGS, RolloutConfig } from '../../rollout/config.ts'
import { admx } from '../../rollout/policies/admx.ts'
import { policySet } from '../../rollout/policies/settings.ts'
import { ZH } from '../../rollout/policies/words.ts'
import { writePolicies } from '../../rollout/policies/write.ts'
import { PLACE } from '../../rollout/secret.ts'
import { importReg, type Registry, readKey } from './registry.ts'
import { type Element, readXml } from './xml.ts'

const ID = 'abcdefghijklmnopabcdefghijklmnop'
/** Everything that a format could trip over. */
const SECRET = `a"b\\c'd‘e’f<e>&f 密钥 ]]> %PATH% $(x) \`y\``
const example = JSON.parse(readFileSync(join(ROOT, 'rollout/bank.config.example.json'), 'utf8'))
const config = RolloutConfig.parse({
  ...example,
  policy: { ...example.policy, disabledFeatures: ['list-badges'], homeOffice: true },
  rings: { ...example.rings, pilot: { ...example.rings.pilot, minimumVersion: '0.1.0' } },
})
const schema = JSON.parse(readFileSync(join(ROOT, 'managed_schema.json'), 'utf8')).properties

let out: string
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'fineline-test-'))
  await writePolicies({ config, id: ID, secret: SECRET, out })
})
afterAll(() => rm(out, { recursive: true }))

const read = (path: string) => readFile(join(out, path))
const json = async (path: string) => JSON.parse((await read(path)).toString('utf8'))

/** A value as the registry has it turned back by the type that the schema gives it. */
const typed = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      schema[key]?.type === 'boolean' ? value === 1 : value,
    ]),
  )

describe.each(RINGS)('ring %s', (ring) => {
  const set = policySet(config, ring, ID, SECRET)

  it('is what the config says, and what the extension takes', () => {
    expect(Policy.parse(set.managed)).toEqual(set.managed)
    expect(set.managed).toMatchObject({
      edgeUrl: config.edgeUrl,
      issuer: config.issuer,
      hmacKeyId: config.hmacKeyId,
      hmacSecret: SECRET,
      hosts: config.policy.hosts,
      ring,
      logLevel: ring === 'pilot' ? 'info' : 'error',
    })
    expect(set.settings.chrome).toEqual({
      installation_mode: 'force_installed',
      update_url: `https://updates.bank.example/fineline/${ring}.xml`,
      override_update_url: true,
      runtime_blocked_hosts: ['*://*'],
      runtime_allowed_hosts: [
        'https://crm.bank.example',
        'https://*.callcentre.bank.example',
        'https://fineline.bank.example',
        'https://sso.bank.example',
      ],
      toolbar_pin: 'force_pinned',
      ...(ring === 'pilot' && { minimum_version_required: '0.1.0' }),
    })
    const { toolbar_pin: _, ...common } = set.settings.chrome
    expect(set.settings.edge).toEqual({ ...common, toolbar_state: 'force_shown' })
  })

  it.each([
    ['etc/opt/chrome', 'chrome'],
    ['etc/chromium', 'chrome'],
    ['etc/opt/edge', 'edge'],
  ] as const)('Linux: %s', async (folder, browser) => {
    expect(await json(`${ring}/linux/${folder}/policies/managed/fineline.json`)).toEqual({
      ExtensionSettings: { [ID]: set.settings[browser] },
      '3rdparty': { extensions: { [ID]: set.managed } },
    })
  })

  it.each([
    ['chrome', 'SOFTWARE\\Policies\\Google\\Chrome'],
    ['edge', 'SOFTWARE\\Policies\\Microsoft\\Edge'],
  ] as const)(
    'Windows: %s.reg sets it all, and leaves nothing of an earlier policy',
    async (browser, root) => {
      const neighbour = `${root}\\ExtensionSettings\\${'p'.repeat(32)}`
      const earlier: Registry = {
        [neighbour]: { installation_mode: 'allowed' },
        [`${root}\\3rdparty\\extensions\\${ID}\\policy`]: { hmacSecret: 'of last year', watermark: 1 },
        [`${root}\\3rdparty\\extensions\\${ID}\\policy\\hosts`]: { '1': 'a', '2': 'b', '3': 'c' },
      }
      const registry = importReg(await read(`${ring}/windows/${browser}.reg`), earlier)
      expect(registry[neighbour]).toEqual({ installation_mode: 'allowed' })
      expect(typed(readKey(registry, `${root}\\3rdparty\\extensions\\${ID}\\policy`))).toEqual(set.managed)
      const settings = readKey(registry, `${root}\\ExtensionSettings\\${ID}`)
      expect({ ...settings, override_update_url: settings.override_update_url === 1 }).toEqual(
        set.settings[browser],
      )
    },
  )

  it.each([
    ['chrome', 'com.google.Chrome'],
    ['edge', 'com.microsoft.Edge'],
  ] as const)('macOS: %s.mobileconfig', async (browser, domain) => {
    const profile = parse((await read(`${ring}/macos/${browser}.mobileconfig`)).toString('utf8')) as {
      PayloadType: string
      PayloadContent: Record<string, unknown>[]
    }
    expect(profile.PayloadType).toBe('Configuration')
    const [install, policy] = profile.PayloadContent
    expect(install).toMatchObject({
      PayloadType: domain,
      ExtensionSettings: { [ID]: set.settings[browser] },
    })
    const own = Object.entries(policy ?? {}).filter(([key]) => !key.startsWith('Payload'))
    expect(policy?.PayloadType).toBe(`${domain}.extensions.${ID}`)
    expect(Object.fromEntries(own)).toEqual(set.managed)
    const ids = [profile, ...profile.PayloadContent].map(
      (part) => (part as { PayloadUUID: string }).PayloadUUID,
    )
    expect(new Set(ids).size).toBe(3)
  })

  it('Google Admin console', async () => {
    const policy = await json(`${ring}/google/policy-for-extensions.json`)
    const plain = Object.entries(policy).map(([key, value]) => [key, (value as { Value: unknown }).Value])
    expect(Object.fromEntries(plain)).toEqual(set.managed)
    expect(await json(`${ring}/google/extension-settings.json`)).toEqual({ [ID]: set.settings.chrome })
  })

  it('Intune, Chrome: the template it brings, filled in, writes what the .reg file writes', async () => {
    const { omaSettings } = await json(`${ring}/intune/chrome.custom.json`)
    const [template, ...values] = omaSettings as { omaUri: string; value: string }[]
    expect(template?.omaUri).toBe(
      './Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/Fineline/Policy/FinelineAdmx',
    )
    const policies = readXml(template?.value ?? '').find('policy')
    const written = applied(policies, values)
    const reg = importReg(await read(`${ring}/windows/chrome.reg`))
    expect(lowered(written)).toEqual(lowered(reg))
  })

  it('Intune, Edge: the script writes what the .reg file writes', async () => {
    const script = (await read(`${ring}/intune/edge.ps1`)).toString('utf8')
    expect(runScript(script)).toEqual(importReg(await read(`${ring}/windows/edge.reg`)))
    expect(script).not.toMatch(/Write-(Host|Output)/)
    expect(await json(`${ring}/intune/edge.extension-settings.json`)).toEqual({ [ID]: set.settings.edge })
  })
})

/** What Windows writes for policies of a template that are set by OMA-URI. */
function applied(policies: Element[], values: { omaUri: string; value: string }[]): Registry {
  const registry: Registry = {}
  const write = (key: string, name: string, value: string | number) => {
    registry[key] = { ...registry[key], [name]: value }
  }
  for (const { omaUri, value } of values) {
    const [, category, name] = /\/Config\/Fineline~Policy~fineline~(\w+)\/(\w+)$/.exec(omaUri) ?? []
    const policy = policies.find(({ attributes }) => attributes.name === name)
    if (!policy) throw new Error(`no policy ${name}`)
    expect(policy.find('parentCategory')[0]?.attributes.ref).toBe(category)
    const key = policy.attributes.key ?? ''
    const state = readXml(`<value>${value}</value>`)
    const on = state.find('enabled').length === 1
    if (policy.attributes.valueName) {
      const side = policy.find(on ? 'enabledValue' : 'disabledValue')[0]
      write(key, policy.attributes.valueName, Number(side?.find('decimal')[0]?.attributes.value))
    }
    for (const item of policy.find('enabledList')[0]?.find('item') ?? []) {
      const number = item.find('decimal')[0]?.attributes.value
      write(
        key,
        item.attributes.valueName ?? '',
        number ? Number(number) : (item.find('string')[0]?.text ?? ''),
      )
    }
    const fields = policy.find('elements')[0]?.children ?? []
    for (const { attributes } of state.find('data')) {
      const field = fields.find((one) => one.attributes.id === attributes.id)
      if (!field) throw new Error(`${name} has no field ${attributes.id}`)
      const text = attributes.value ?? ''
      if (field.name === 'list') {
        const parts = text.split('\uf000')
        for (let at = 0; at < parts.length; at += 2)
          write(field.attributes.key ?? '', parts[at] ?? '', parts[at + 1] ?? '')
      } else if (text)
        write(key, field.attributes.valueName ?? '', field.name === 'decimal' ? Number(text) : text)
      if (field.name === 'enum') {
        expect(field.find('item').map((item) => item.find('string')[0]?.text)).toContain(text)
      }
    }
  }
  return registry
}

/** Names of keys do not tell capitals apart on Windows. */
const lowered = (registry: Registry) =>
  Object.fromEntries(Object.entries(registry).map(([key, values]) => [key.toLowerCase(), values]))

/** The keys that the script for Edge writes, line by line; a line of another kind is a fault. */
function runScript(script: string): Registry {
  const registry: Registry = {}
  // Any two quotes in a row are one, and any one ends the text.
  const QUOTES = "['\u2018-\u201b]"
  const text = (literal: string) =>
    literal.slice(1, -1).replace(new RegExp(`(${QUOTES})${QUOTES}`, 'g'), '$1')
  const LITERAL = `'(?:[^'\u2018-\u201b]|${QUOTES}{2})*'`
  for (const line of script.replace(/^\ufeff/, '').split('\r\n')) {
    if (
      !line ||
      line.startsWith('#') ||
      line.startsWith('$ErrorActionPreference') ||
      line.startsWith('Remove-Item')
    )
      continue
    const key = /^New-Item -Path '(HKLM:\\[^']+)' -Force \| Out-Null$/.exec(line)?.[1]
    if (key) {
      registry[key.slice(6)] = {}
      continue
    }
    const property = new RegExp(
      `^New-ItemProperty -LiteralPath '(HKLM:\\\\[^']+)' -Name (${LITERAL}) -PropertyType (DWord|String) -Value (\\d+|${LITERAL}) -Force \\| Out-Null$`,
    ).exec(line)
    if (!property) throw new Error(`not understood: ${line}`)
    const [, path = '', name = '', type, value = ''] = property
    const values = registry[path.slice(6)]
    if (values) values[text(name)] = type === 'DWord' ? Number(value) : text(value)
  }
  return registry
}

describe('administrative template', () => {
  const template = readXml(admx('example-bank', ID))
  const policies = template.find('policy')

  it('has a policy for every key of the schema and for the installation, for both browsers, of the right form', () => {
    const names = ['chrome', 'edge'].flatMap((browser) =>
      ['install', ...Object.keys(schema)].map((key) => `${browser}_${key}`),
    )
    expect(policies.map(({ attributes }) => attributes.name)).toEqual(names)
    for (const [key, { type, enum: words, minimum, maximum }] of Object.entries<typeof schema.ring>(schema)) {
      const policy = policies.find(({ attributes }) => attributes.name === `edge_${key}`)
      const field = policy?.find('elements')[0]?.children[0]
      const form = { boolean: undefined, array: 'list', integer: 'decimal', string: words ? 'enum' : 'text' }
      expect(field?.name).toBe(form[type as keyof typeof form])
      if (type === 'integer')
        expect(field?.attributes).toMatchObject({
          minValue: String(minimum ?? 0),
          maxValue: String(maximum ?? 9999),
        })
    }
  })

  it.each(['en-US', 'zh-CN'])('has every word and every field in %s', async (language) => {
    const words = readXml(
      (await read(`windows-admx/${language}/fineline-example-bank.adml`)).toString('utf8'),
    )
    const strings = new Map(words.find('string').map(({ attributes, text }) => [attributes.id, text]))
    const asked = [...admx('example-bank', ID).matchAll(/\$\(string\.(\w+)\)/g)].map(([, name]) => name)
    expect(asked.filter((name) => !strings.get(name))).toEqual([])
    const presentations = new Map(
      words
        .find('presentation')
        .map(({ attributes, children }) => [attributes.id, children.map((field) => field.attributes.refId)]),
    )
    for (const policy of policies) {
      const fields = policy.find('elements')[0]?.children.map(({ attributes }) => attributes.id)
      expect(presentations.get(policy.attributes.name)).toEqual(fields)
    }
  })

  it('has Chinese for exactly the keys of the schema', () => {
    expect(Object.keys(ZH).toSorted()).toEqual(Object.keys(schema).toSorted())
  })
})

it('only its owner may read what may hold the secret', async () => {
  const files = await readdir(out, { recursive: true, withFileTypes: true })
  for (const file of files.filter((one) => one.isFile()))
    expect((await stat(join(file.parentPath, file.name))).mode & 0o077).toBe(0)
})

it('without a secret the files carry a place for it, which leaves the extension off', async () => {
  const { managed } = policySet(config, 'all', ID, null)
  expect(managed.hmacSecret).toBe(PLACE)
  expect(Policy.safeParse(managed).error?.issues.map(({ path }) => path)).toEqual([['hmacSecret']])
})

it('every value is of the type that the browser is told of by the schema', () => {
  const { managed } = policySet(config, 'pilot', ID, SECRET)
  expect(Object.keys(managed).toSorted()).toEqual(Object.keys(schema).toSorted())
  for (const [key, value] of Object.entries(managed)) {
    const { type, enum: words, items } = schema[key]
    expect(type).toBe(Array.isArray(value) ? 'array' : typeof value === 'number' ? 'integer' : typeof value)
    if (words) expect(words).toContain(value)
    if (items?.enum) for (const item of value as string[]) expect(items.enum).toContain(item)
  }
})
