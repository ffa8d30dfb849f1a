import { describe, expect, test } from 'vitest'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { Contact } from '../../worker/contract/context.ts'
import { checkCondition } from '../../worker/decision/check-condition.ts'
import { conditionCompiler } from '../../worker/decision/conditions.ts'
import { conditionEnvironment } from '../../worker/decision/environment.ts'
import { type ContactValues, contactFields, type PageValues } from '../../worker/decision/facts.ts'
import { Scope } from '../../worker/decision/scope.ts'
import { readSpec } from './spec.ts'
import { vocabulary } from './vocabulary.ts'

const withPage = conditionEnvironment(vocabulary)
const withoutPage = conditionEnvironment({ ...vocabulary, pageFields: [] })

interface Case {
  text: string
  facts?: Facts
  page?: PageValues
  contact?: ContactValues
  now?: string
  value: boolean | 'unknown'
  missing?: string[]
}

const compile = conditionCompiler(withPage)

function ask({ text, facts = {}, page = {}, contact, now = '2026-03-12T02:00:00Z' }: Case) {
  const values = { customer: facts, page, ...(contact && { contact }), now: new Date(now) }
  return compile(text).condition.evaluate(new Scope(withPage, values))
}

describe('a condition answers true, false or unknown with what it misses', () => {
  test.each(readSpec<{ cases: Case[] }>('conditions').cases)('$text with $facts is $value', (one) => {
    expect(checkCondition(one.text, withPage)).toEqual([])
    expect(ask(one)).toEqual({ value: one.value, missing: one.missing ?? [] })
  })
})

interface FaultCase {
  text: string
  line: number
  column: number
  says: string
  suggestion?: string
  page?: boolean
}

describe('a faulty condition is refused with its place', () => {
  test.each(readSpec<{ cases: FaultCase[] }>('condition-faults').cases)('$text', (one) => {
    const [fault] = checkCondition(one.text, one.page ? withPage : withoutPage)
    expect(fault?.message).toContain(one.says)
    expect({ ...fault, message: '' }).toEqual({
      message: '',
      line: one.line,
      column: one.column,
      ...(one.suggestion ? { suggestion: one.suggestion } : {}),
    })
  })
})

test('every fault of a text is told, in order of place', () => {
  const faults = checkCondition('customer.agee > 1 &&\ncustomer.job == "studnt"', withPage)
  expect(faults.map(({ line }) => line)).toEqual([1, 2])
})

test('the basis names attributes of the customer once each, in order, those behind has() too', () => {
  const text = 'page.amount > customer.total && has(customer.job) && customer.total > customer.age'
  expect(compile(text).condition.basis).toEqual(['total', 'job', 'age'])
})

test('a contact can be what the contract says', () => {
  const { channel, direction } = Contact.shape
  const values = new Map(contactFields.map(({ name, values }) => [name, values]))
  expect(values.get('channel')).toEqual(channel.unwrap().options)
  expect(values.get('direction')).toEqual(direction.unwrap().options)
})
