import { describe, expect, test } from 'vitest'
import { overridden } from '../../db/packs/bank.ts'
import type { ActionKind } from '../../worker/contract/action.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { checkAction, checkRemark, type PageValues } from '../../worker/decision/check.ts'
import { type CompiledPlaybook, compilePlaybook, decide } from '../../worker/decision/decide.ts'
import type { ContactValues } from '../../worker/decision/facts.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'
import { inForce } from '../../worker/decision/verdicts.ts'
import { marked } from '../decision/marked.ts'
import { input } from '../decision/playbook.ts'
import { readSpec } from '../decision/spec.ts'
import { playbooks } from './banks.ts'

interface Given {
  facts?: Record<string, unknown>
  page?: Record<string, unknown>
  /** Null: there is none. */
  contact?: ContactValues | null
  asOf?: string
  publishedAt?: string
}
interface Case extends Given {
  check: string
  /** Thresholds that a bank sets. */
  parameters?: Record<string, number | string>
  /** Null: not listed, for it does not concern the customer or is not in force. */
  verdict: string | null
  missing?: string[]
}
type Spec = Given & { asOf: string; cases: Case[] }

/** The ordinary values with some changed; null takes one away. */
const changed = (base: object = {}, changes: object = {}) =>
  Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== null))

const compiledFor = new Map<string, CompiledPlaybook>()
function compiledWith(playbook: Playbook, values: Case['parameters'] = {}): CompiledPlaybook {
  const key = JSON.stringify([playbook.checks[0]?.id, values])
  const compiled =
    compiledFor.get(key) ??
    compilePlaybook(
      { ...playbook, parameters: overridden(playbook.parameters, values, 'case') },
      buildTextTables(playbook),
    )
  compiledFor.set(key, compiled)
  return compiled
}

function decided(playbook: Playbook, spec: Spec, one: Case) {
  const compiled = compiledWith(playbook, one.parameters)
  const rule = playbook.checks.find(({ id }) => id === one.check)
  const given = {
    facts: changed(spec.facts, one.facts) as Facts,
    page: changed(spec.page, one.page) as PageValues,
    asOf: one.asOf ?? spec.asOf,
    publishedAt: one.publishedAt ?? input.publishedAt,
  }
  const contact = (one.contact === undefined ? spec.contact : one.contact) ?? undefined
  const kind = rule?.actions[0] as ActionKind
  const all =
    rule?.on === 'action'
      ? checkAction(compiled, { kind, contact, ...given })
      : decide(compiled, { ...input, ...given }).checks
  return all.find(({ id }) => id === one.check)
}

describe.each(Object.entries(playbooks))('pack %s', (name, playbook) => {
  const spec = readSpec<Spec>(`pack-${name}`)

  test.each(spec.cases)('$check with $facts, $page, $contact, $parameters at $asOf: $verdict', (one) => {
    const found = decided(playbook, spec, one)
    expect(found?.verdict ?? null).toBe(one.verdict)
    expect(found?.missing ?? []).toEqual(one.missing ?? [])
  })

  test('every rule of the pack stands in a table, found and not found', () => {
    const rules = playbook.checks.filter(({ on }) => on !== 'remark')
    for (const { id, verdict } of rules) {
      const verdicts = spec.cases.filter(({ check }) => check === id).map((one) => one.verdict)
      expect([id, verdicts]).toEqual([id, expect.arrayContaining([verdict, 'pass'])])
    }
  })

  test('a rule is not in force on the day before its first, and is on it', () => {
    const { clock } = compilePlaybook(playbook)
    for (const { effectiveFrom, ...rule } of playbook.checks) {
      const start = clock.startOf(effectiveFrom)?.getTime() ?? 0
      const at = (ms: number) => {
        const asOf = new Date(ms).toISOString()
        return inForce({ ...rule, effectiveFrom }, clock, { asOf, publishedAt: asOf })
      }
      expect([rule.id, at(start - 1), at(start)]).toEqual([rule.id, false, true])
    }
  })
})

const remarks = readSpec<{ cases: { text: string; check?: string }[] }>('pack-remark').cases

test.each(remarks)('remark "$text": $check', ({ text, check }) => {
  const { plain, ranges } = marked(text)
  const found = checkRemark(compiledWith(playbooks.cn), plain).filter(({ verdict }) => verdict !== 'pass')
  expect(found.map(({ id, found }) => ({ id, found }))).toEqual(check ? [{ id: check, found: ranges }] : [])
})

test('every rule on the remark stands in a table', () => {
  const asked = new Set(remarks.map(({ check }) => check).filter(Boolean))
  const rules = playbooks.cn.checks.filter(({ on }) => on === 'remark')
  expect(asked).toEqual(new Set(rules.map(({ id }) => id)))
})
