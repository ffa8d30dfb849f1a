import { describe, expect, it } from 'vitest'
import { casesOf, isLate, keyLabel } from '../../extension/console/fleet/cases.ts'
import { fleet, noFleet } from './fleet-story.ts'

describe('what there is to see to', () => {
  it('is each wrong setting by name with its remedy, then who was not seen, then what was dropped', () => {
    expect(casesOf(fleet, 'en')).toEqual([
      {
        title: 'Wrong setting: When nothing can be checked',
        remedy: 'Its value cannot be used. Correct the policy file. It should be “open” or “closed”.',
        browsers: 2,
      },
      {
        title: 'Wrong setting: Customer key secret',
        remedy: expect.stringMatching(
          /chrome:\/\/policy in the browser\. It should be at least 16 characters\.$/,
        ),
        browsers: 1,
      },
      expect.objectContaining({ title: 'Not seen for 7 days', browsers: 1 }),
      expect.objectContaining({ title: 'Records kept too long and dropped', browsers: 1 }),
    ])
    expect(casesOf(noFleet, 'zh-CN')).toEqual([])
  })

  it('names a key of a newer version as it is', () => {
    expect([keyLabel('failMode', 'zh-CN'), keyLabel('newKey', 'zh-CN')]).toEqual(['无法核查时', 'newKey'])
  })
})

it.each([
  ['2026-11-19T12:00:00Z', false],
  ['2026-11-19T11:59:59Z', true],
])('seen at %s, a browser is late on the seventh day after: %s', (seenAt, late) => {
  expect(isLate({ seenAt }, new Date('2026-11-26T12:00:00Z'))).toBe(late)
})
