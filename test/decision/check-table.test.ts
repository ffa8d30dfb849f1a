import { expect, test } from 'vitest'
import { Attribute } from '../../worker/contract/catalogue.ts'
import type { Check } from '../../worker/contract/playbook.ts'
import { type ActionInput, checkAction } from '../../worker/decision/check.ts'
import { compilePlaybook } from '../../worker/decision/decide.ts'
import { check, input, playbook } from './playbook.ts'
import { readSpec } from './spec.ts'
import { vocabulary } from './vocabulary.ts'

/** A check on an action, at the moment of `input` unless it says otherwise. */
interface Case extends Partial<ActionInput> {
  name: string
  check: Partial<Check>
  timeZone?: string
  /** Null: not listed. */
  verdict: string | null
  missing?: string[]
}

const words = { zh: 'x', en: 'x' }
const moments = [
  ['zone', 'string'],
  ['signed', 'instant'],
  ['calls', 'instants'],
].map(([name, type]) => Attribute.parse({ name, type, label: words, sensitivity: 'C2', channel: 'crm' }))
const catalogue = [...vocabulary.catalogue, ...moments]
const { condition: _, ...bare } = check

test.each(readSpec<{ cases: Case[] }>('checks').cases)('$name: $verdict', (one) => {
  const { check: rule, timeZone = vocabulary.timeZone, verdict, missing = [], ...given } = one
  const checks = [{ ...bare, on: 'action' as const, ...rule }]
  const compiled = compilePlaybook(playbook({ catalogue, timeZone, checks }))
  const asked = {
    kind: 'order' as const,
    facts: {},
    page: {},
    asOf: input.asOf,
    publishedAt: '2026-02-01T00:00:00Z',
  }
  const [found] = checkAction(compiled, { ...asked, ...given })
  expect([found?.verdict ?? null, found?.missing ?? []]).toEqual([verdict, missing])
})
