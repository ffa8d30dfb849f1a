import { describe, expect, test } from 'vitest'
import { findNumbers, withoutNumbers } from '../../extension/features/home-office/numbers.ts'

const found = (text: string) =>
  findNumbers(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('numbers that are masked', () => {
  test.each([
    ['手机 13812345678。', 'phone', '13812345678'],
    ['138 1234 5678', 'phone', '138 1234 5678'],
    ['138-1234-5678', 'phone', '138-1234-5678'],
    ['１３８１２３４５６７８', 'phone', '１３８１２３４５６７８'],
    ['卡号 6222020200112233446 借记', 'card', '6222020200112233446'],
    ['4111 1111 1111 1111', 'card', '4111 1111 1111 1111'],
    ['证件 11010519491231002X', 'id', '11010519491231002X'],
    ['11010519491231002x', 'id', '11010519491231002x'],
    ['440524188001010014', 'id', '440524188001010014'],
    ['旧证 110105491231002', 'id', '110105491231002'],
    ['账号 4111111111111111-1', 'card', '4111111111111111'],
    ['0571 13812345678', 'phone', '13812345678'],
    ['+8613812345678', 'phone', '8613812345678'],
  ])('%s', (text, kind, number) => {
    expect(found(text)).toEqual([[kind, number]])
  })

  test('several in one text', () => {
    expect(found('13812345678 / 4111111111111111')).toEqual([
      ['phone', '13812345678'],
      ['card', '4111111111111111'],
    ])
  })

  test('with a blank alone between them', () => {
    expect(found('李四 13812345678 11010519491231002X 4111 1111 1111 1111 13900001111 12')).toEqual([
      ['phone', '13812345678'],
      ['id', '11010519491231002X'],
      ['card', '4111 1111 1111 1111'],
      ['phone', '13900001111'],
    ])
    expect(found('13812345678 440524188001010014 6222020200112233446').map(([kind]) => kind)).toEqual([
      'phone',
      'id',
      'card',
    ])
  })
})

describe('what is no such number', () => {
  test.each([
    ['客户号 600215233804'],
    ['4111111111111112'],
    ['110105194912310021'],
    ['110105194913310022'],
    ['12812345678'],
    ['2026-11-26 10:20:30'],
    ['金额 1,234,567.89'],
    [''],
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})

test('a copy holds no run of digits, nor a part of one', () => {
  expect(withoutNumbers('甲 13812345678 乙 4567')).toBe('甲 ••••••••••• 乙 ••••')
  expect(withoutNumbers('R3，12 笔')).toBe('R3，12 笔')
})
