import { expect, it } from 'vitest'
import { makeBase } from '../crm/base.ts'
import { minorOf, openOrderBook } from '../crm/orders.ts'
import { customers, first, products } from './bank.ts'

const form = {
  customer: first,
  product: 'LC0182',
  amount: '200,000.00',
  account: '',
  riskDisclosed: false,
  remark: '',
}
const open = () => openOrderBook(makeBase(customers, products, {}))

it.each([
  ['200,000.00', 20_000_000],
  ['200，000.5', 20_000_050],
  [' 1 ', 100],
  ['0.29', 29],
  ['', null],
  ['-1', null],
  ['1e5', null],
  ['1.234', null],
  ['二十万', null],
])('reads the amount %s as %s', (text, minor) => {
  expect(minorOf(text)).toBe(minor)
})

it('takes one order for one ticket', () => {
  const book = open()
  const ticket = book.ticket()
  const order = book.take('spa', ticket, form)
  expect(book.take('spa', ticket, form)).toBe(order)
  expect(book.take('spa', book.ticket(), form)).not.toBe(order)
  expect(book.orders.map(({ id, amount }) => [id, amount])).toEqual([
    ['SG00000001', 20_000_000],
    ['SG00000002', 20_000_000],
  ])
})

it.each([
  [{ customer: 'nobody' }, '客户号不存在'],
  [{ product: '' }, '请选择产品代码'],
  [{ amount: 'abc' }, '申购金额不正确'],
  [{ amount: '0' }, '申购金额不正确'],
  [{ amount: '9,999.99' }, '申购金额低于起购金额'],
])('refuses %o: %s, and takes the ticket later', (change, problem) => {
  const book = open()
  const ticket = book.ticket()
  expect(book.take('frames', ticket, { ...form, ...change })).toBe(problem)
  expect(book.orders).toEqual([])
  expect(book.take('frames', ticket, form)).toMatchObject({ via: 'frames', customer: first })
})
