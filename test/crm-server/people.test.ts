import fc from 'fast-check'
import { expect, it } from 'vitest'
import { personOf } from '../crm/people.ts'

const number = fc.stringMatching(/^[0-9A-Z]{1,32}$/)

it('makes the same person of the same number, whoever comes between', () => {
  fc.assert(
    fc.property(number, number, (text, other) => {
      const before = personOf(text)
      personOf(other)
      expect(personOf(text)).toEqual(before)
    }),
  )
})

it('makes nobody who could be real', () => {
  fc.assert(
    fc.property(number, (text) => {
      const person = personOf(text)
      expect(person.name).toMatch(/^\p{Script=Han}{2,3}$/u)
      expect(person.idNumber).toMatch(/^9901\*{10}\d{4}$/)
      expect(person.phone).toMatch(/^100\d{8}$/)
      expect(person.account).toMatch(/^6200\*{4}\d{4}$/)
      expect(person.address).toMatch(/^虚构省/)
    }),
  )
})

it('tells neighbouring numbers apart', () => {
  const people = Array.from({ length: 1000 }, (_, at) => personOf(String(600_238_417_000 + at)))
  expect(new Set(people.map(({ phone }) => phone)).size).toBe(1000)
  expect(new Set(people.map(({ name }) => name)).size).toBeGreaterThan(700)
})
