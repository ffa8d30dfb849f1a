import { expect, it } from 'vitest'
import { judge } from './known-holes.ts'

const audit = (vulnerabilities: object) => JSON.stringify({ metadata: { vulnerabilities } })

it('says that nothing was checked where the registry gives no answer', () => {
  for (const said of [null, '', 'npm error', '{"message":"405 Method Not Allowed"}'])
    expect(judge(said)).toBe('not checked: the registry does not answer')
})

it('says what is known, and fails for what has weight', () => {
  expect(judge(audit({ total: 0 }))).toBe('none known')
  expect(judge(audit({ low: 2, total: 2 }))).toBe('2 known, none of them high')
  expect(() => judge(audit({ critical: 1, high: 2, total: 3 }))).toThrow('1 critical and 2 high')
})
