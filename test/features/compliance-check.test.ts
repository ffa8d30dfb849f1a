import { describe, expect, test } from 'vitest'
import { OnePass } from '../../extension/features/compliance-check/pass.ts'
import { Verdicts } from '../../extension/features/compliance-check/verdicts.ts'
import type { StopView } from '../../extension/views.ts'

const stop = { title: 'stop' } as StopView

describe('verdicts', () => {
  test('fields are asked about once, and again when they or the customer change', () => {
    const verdicts = new Verdicts()
    expect(verdicts.ask('g', 1, 'a')).toBe(1)
    expect(verdicts.ask('g', 1, 'a')).toBeNull()
    expect(verdicts.ask('g', 1, 'b')).toBe(2)
    expect(verdicts.ask('g', 2, 'b')).toBe(3)
  })

  test('an answer counts only for exactly what was asked last', () => {
    const verdicts = new Verdicts()
    verdicts.ask('g', 1, 'a')
    verdicts.ask('g', 1, 'b')
    expect(verdicts.answer('g', 1, 1, null)).toBe(false)
    expect(verdicts.of('g', 1, 'b')).toBeUndefined()
    expect(verdicts.answer('g', 1, 2, stop)).toBe(true)
    expect(verdicts.of('g', 1, 'b')).toBe(stop)
    expect(verdicts.of('g', 1, 'a')).toBeUndefined()
    expect(verdicts.of('g', 2, 'b')).toBeUndefined()
  })

  test('a later answer to the same question replaces the first: the customer beside it moved on', () => {
    const verdicts = new Verdicts()
    verdicts.ask('g', 1, 'a')
    verdicts.answer('g', 1, 1, null)
    verdicts.answer('g', 1, 1, stop)
    expect(verdicts.of('g', 1, 'a')).toBe(stop)
  })
})

describe('one pass', () => {
  const given = () => {
    const pass = new OnePass()
    pass.give('g', 1, 'fields', 0)
    return pass
  }

  test('each stage of one action passes once', () => {
    const pass = given()
    for (const stage of ['press', 'submit', 'script', 'navigate']) {
      expect(pass.take('g', 1, 'fields', stage, 1)).toBe(true)
      expect(pass.take('g', 1, 'fields', stage, 1)).toBe(false)
    }
  })

  test.each([
    ['another button', 'h', 1, 'fields', 1],
    ['another customer', 'g', 2, 'fields', 1],
    ['other fields', 'g', 1, 'changed', 1],
    ['too late', 'g', 1, 'fields', 10_001],
  ])('%s does not pass', (_name, guard, generation, fields, now) => {
    expect(given().take(guard, generation, fields, 'press', now)).toBe(false)
  })

  test('a pass taken back is none', () => {
    const pass = given()
    pass.revoke()
    expect(pass.take('g', 1, 'fields', 'press', 1)).toBe(false)
  })
})
