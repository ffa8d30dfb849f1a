import { describe, expect, it } from 'vitest'
import { failureOf, healthOf, ranked, withVisit } from '../../extension/picker/visits.ts'
import { NAME, NUMBER, visit } from './taught.ts'

const [A, B] = ['600200000001', '600200000002']

describe('how a way did on a page', () => {
  const visits = [visit(A, '甲一', A, A, A), visit(B, '乙二', B, null, A)]
  const [first, second] = visits

  it.each([
    ['well', first, 0, null],
    ['finds nothing', second, 1, 'no-element'],
    ['reads another number than the rest', second, 2, 'other-number'],
  ] as const)('%s', (_, page, at, why) => {
    if (!page) throw new Error('no page')
    expect(failureOf(visits, page, NUMBER, at)).toBe(why)
  })

  it('reads one number for two customers: both pages fail', () => {
    const stuck = [visit(A, '甲一', A), visit(A, '乙二', A)]
    expect(stuck.map((one) => failureOf(stuck, one, NUMBER, 0))).toEqual(['same-number', 'same-number'])
  })

  it('says nothing of a page on which it was not tried', () => {
    const other = { number: A, name: '甲一', tried: {} }
    expect(failureOf([other], other, NUMBER, 0)).toBeUndefined()
  })
})

describe('the order of the ways', () => {
  it('is by steadiness, failures count before it, and a choice before both', () => {
    expect(ranked([visit(A, '甲一', A, A, A)], NUMBER, undefined)).toEqual([0, 1, 2])
    const visits = [visit(A, '甲一', A, A, A), visit(B, '乙二', null, B, B)]
    expect(ranked(visits, NUMBER, undefined)).toEqual([1, 2, 0])
    expect(ranked(visits, NUMBER, 0)).toEqual([0, 1, 2])
  })
})

describe('the health', () => {
  it('is the share of pages that the way in use read', () => {
    const visits = [visit(A, '甲一', A, null), visit(B, '乙二', B, null)]
    expect(healthOf(visits, [NUMBER, NAME], {})).toEqual({ ok: 2, total: 2, fails: [] })
    expect(healthOf(visits, [NUMBER, NAME], { 1: 1 })).toMatchObject({ ok: 0, total: 2 })
  })

  it('counts a page without a name', () => {
    const health = healthOf([visit(A, '甲一', A), visit(B, '', B)], [NUMBER, NAME], {})
    expect(health).toMatchObject({ ok: 1, total: 2, fails: [{ page: 1, why: 'empty' }] })
  })
})

describe('a page looked at again', () => {
  it('is the same visit, also where a part of it came late', () => {
    const late = { ...visit(A, '甲一', null), number: null }
    const visits = [visit(B, '乙二', B), late, visit(A, '甲一', A), visit(A, '甲一', A)].reduce(withVisit, [])
    expect(visits.map(({ number, name }) => [number, name])).toEqual([
      [B, '乙二'],
      [A, '甲一'],
    ])
  })

  it('keeps two names under one number apart: that is what must be seen', () => {
    expect([visit(A, '甲一', A), visit(A, '乙二', A)].reduce(withVisit, [])).toHaveLength(2)
  })
})
