import { describe, expect, it } from 'vitest'
import { checkMapping } from '../../db/import/check-mapping.ts'
import type { Mapping } from '../../db/import/mapping.ts'
import type { Attribute } from '../../worker/contract/catalogue.ts'
import { checkPlaybook, compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { mapping } from '../import/made-up-bank.ts'
import { playbook } from './playbook.ts'

const secret: Attribute = {
  ...{
    name: 'voice_print',
    type: 'string',
    unit: 'none',
    sensitivity: 'C3',
    channel: 'phone',
    synthetic: false,
    uses: ['decide', 'show'],
  },
  label: { zh: '声纹', en: 'Voice print' },
}

const withSecret = (change: object = {}) =>
  playbook({ ...change, catalogue: [...playbook({}).catalogue, secret] })

describe('what is never shown', () => {
  it('leaves the edge in no decision, though it stands in the base', () => {
    const { facts } = decide(compilePlaybook(withSecret()), {
      ...{ customerKey: 'a'.repeat(64), version: 1, publishedAt: '2026-01-01T00:00:00.000Z' },
      facts: { voice_print: 'xyz' },
      ...{ factsAsOf: '2026-01-01T00:00:00.000Z', asOf: '2026-01-02T00:00:00.000Z' },
      ...{ askedAt: '2026-01-02T00:00:00.000Z', historical: false, currency: 'CNY', outcomes: [] },
      agent: { subject: 'a', roles: ['agent'], teams: [] },
    })
    expect(facts).toEqual({})
  })

  it.each([
    ['a text', { label: { zh: '{{customer.voice_print}}', en: 'x' }, condition: 'true' }],
    ['a condition', { label: { zh: '甲', en: 'x' }, condition: 'customer.voice_print == "x"' }],
    ['a condition with blanks', { label: { zh: '甲', en: 'x' }, condition: 'customer . voice_print == "x"' }],
    ['a condition in brackets', { label: { zh: '甲', en: 'x' }, condition: '(customer).voice_print == "x"' }],
    [
      'a condition that asks for it',
      { label: { zh: '甲', en: 'x' }, condition: 'has(customer\n.voice_print)' },
    ],
  ])('is refused in %s at publishing', (_, rule) => {
    const segments = [{ id: 'seg', priority: 1, ...rule }]
    expect(() => checkPlaybook(withSecret({ segments }))).toThrow('customer.voice_print is of sensitivity C3')
  })

  it('is not loaded', () => {
    const asked = structuredClone(mapping) as unknown as { files: { rows: string; facts?: object }[] }
    const file = asked.files.find(({ rows }) => rows === 'customers')
    Object.assign(file ?? {}, { facts: { voice_print: { column: 'id', convert: 'text' } } })
    const faults = checkMapping(asked as unknown as Mapping, [secret])
    expect(faults.join()).toContain('"voice_print" is of sensitivity C3, which is not loaded')
  })
})
