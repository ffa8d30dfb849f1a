import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { STAND_ID } from '../extension/background/local-policy.ts'
import { Feature, judgePolicy, Policy, policyKeys } from '../extension/policy.ts'
import { textsIn } from '../extension/texts/index.ts'
import { Ring } from '../worker/contract/fleet.ts'
import { extensionId, PUBLIC_KEY } from './stand/extension-id.ts'

interface Declared {
  type: string
  title: string
  description: string
  items?: { type: string }
}

const root = new URL('..', import.meta.url)
const schema: { properties: Record<string, Declared> } = JSON.parse(
  readFileSync(new URL('managed_schema.json', root), 'utf8'),
)
const document = readFileSync(new URL('docs/policy.md', root), 'utf8')
const json = z.toJSONSchema(Policy, { io: 'input' }) as unknown as {
  required: string[]
  properties: Record<
    string,
    {
      type: string
      enum?: string[]
      minimum?: number
      maximum?: number
      items?: { type: string; enum?: string[] }
    }
  >
}

const good = {
  edgeUrl: 'https://fineline.bank.example',
  issuer: 'https://id.bank.example/realm',
  clientId: 'fineline',
  audience: 'https://fineline.bank.example',
  hmacSecret: 'sixteen characters',
  hmacKeyId: '2026-1',
}

describe('managed_schema.json', () => {
  it('declares every key and no other, with the same types', () => {
    const types = (properties: Record<string, { type: string; items?: { type: string } }>) =>
      Object.fromEntries(
        Object.entries(properties).map(([key, { type, items }]) => [key, [type, items?.type]]),
      )
    expect(Object.keys(schema.properties)).toEqual(policyKeys)
    expect(types(schema.properties)).toEqual(types(json.properties))
  })

  it.each(policyKeys)('%s has a title, and its description names every value and bound', (key) => {
    const declared = schema.properties[key]
    const { enum: values = [], items, minimum = 0, maximum = 0 } = json.properties[key] ?? {}
    expect(declared?.title).not.toBe('')
    for (const value of [...values, ...(items?.enum ?? [])]) expect(declared?.description).toContain(value)
    if (maximum) expect(declared?.description).toContain(`${minimum} to ${maximum}`)
  })

  it('has no bound or enum: the browser would drop what does not fit without a word', () => {
    const allowed = ['type', 'title', 'description', 'items']
    for (const declared of Object.values(schema.properties)) {
      expect(Object.keys(declared).filter((name) => !allowed.includes(name))).toEqual([])
      expect(Object.keys(declared.items ?? {})).toEqual(declared.items ? ['type'] : [])
    }
  })
})

describe('docs/policy.md', () => {
  it('has a row for every key, and says which are needed', () => {
    const rows = [...document.matchAll(/^\| `(\w+)` \| (yes|no) \|/gm)].map(([, key, needed]) => [
      key,
      needed,
    ])
    expect(rows).toEqual(policyKeys.map((key) => [key, json.required.includes(key) ? 'yes' : 'no']))
  })
})

it('speaks of the features and rings there are', () => {
  const entries = readdirSync(new URL('extension/features', root), { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  // Home office is switched by a key of its own.
  expect([...Feature.options, 'home-office'].toSorted()).toEqual(folders.toSorted())
  expect(Policy.shape.ring.unwrap().options).toEqual(Ring.options)
})

it('believes a local file under the id of the stand alone', () => {
  expect(STAND_ID).toBe(extensionId(PUBLIC_KEY))
})

describe('a policy', () => {
  it('is used where every key is right', () => {
    const judged = judgePolicy({ ...good, failMode: 'closed', retentionDays: 30 })
    expect(judged).toMatchObject({ problems: [], policy: { failMode: 'closed' } })
    expect(judged.received).toEqual([...Object.keys(good), 'failMode', 'retentionDays'])
  })

  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing at all', {}, Object.keys(good).map((key) => `${key} missing`)],
    ['a needed key missing', { ...good, audience: undefined }, ['audience missing']],
    [
      'http elsewhere than on loopback',
      { ...good, edgeUrl: 'http://fineline.bank.example' },
      ['edgeUrl value'],
    ],
    [
      'a path, which would be ignored',
      { ...good, edgeUrl: 'https://bank.example/fineline' },
      ['edgeUrl value'],
    ],
    ['an address of another kind', { ...good, issuer: 'javascript:alert(1)' }, ['issuer value']],
    ['a short secret', { ...good, hmacSecret: 'short' }, ['hmacSecret value']],
    ['every page there is', { ...good, hosts: ['*://*/*'] }, ['hosts value']],
    ['all pages by another word', { ...good, hosts: ['<all_urls>'] }, ['hosts value']],
    ['no page', { ...good, hosts: [] }, ['hosts value']],
    ['a word that is none', { ...good, failMode: 'close' }, ['failMode value']],
    ['a feature that is none', { ...good, disabledFeatures: ['checks'] }, ['disabledFeatures value']],
    ['a text for a number', { ...good, retentionDays: '30' }, ['retentionDays type']],
    [
      'days out of bounds',
      { ...good, retentionDays: 0, lockAfterMinutes: 241 },
      ['lockAfterMinutes value', 'retentionDays value'],
    ],
    ['several at once', { ...good, edgeUrl: 7, ring: 'beta' }, ['edgeUrl type', 'ring value']],
  ])('is used nowhere with %s', (_, raw, problems) => {
    const judged = judgePolicy(raw)
    expect(judged.policy).toBeNull()
    expect(judged.problems.map(({ key, fault }) => `${key} ${fault}`).toSorted()).toEqual(problems.toSorted())
  })

  it('names what is wrong and never repeats it', () => {
    const raw = Object.fromEntries(policyKeys.map((key) => [key, 'MARKED']))
    const { problems, received } = judgePolicy(raw)
    expect(JSON.stringify([problems, received])).not.toContain('MARKED')
  })

  it.each(policyKeys)('%s has words in both languages', (key) => {
    for (const language of ['zh-CN', 'en'] as const)
      expect(textsIn(language).policy.keys[key].must).not.toBe('')
  })

  it.each(['http://127.0.0.1:8787', 'http://localhost:8787', 'http://[::1]:8787/'])(
    'takes %s for trying out',
    (edgeUrl) => {
      expect(judgePolicy({ ...good, edgeUrl }).problems).toEqual([])
    },
  )
})
