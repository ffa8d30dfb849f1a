import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waitBefore } from '../../../extension/background/live/backoff.ts'
import { hearMore, isGone, mayNotShow, withoutGone } from '../../../extension/background/live/gone.ts'
import type { ItemKind } from '../../../worker/contract/item.ts'
import { check, decision } from '../../present/fixture.ts'

const item = (kind: ItemKind, itemId: string) => ({ kind, itemId })
const tip = (id: string) => ({
  id,
  score: 0.5,
  propensity: 0.5,
  context: 0.5,
  value: 0.5,
  lever: 0.5,
  interrupts: false,
  basis: [],
})

const decided = decision(
  {},
  {
    playbookVersion: 7,
    segments: [{ id: 'wealthy', basis: [] }],
    tips: [tip('renew'), tip('limit')],
    hiddenTips: [{ id: 'fund', reason: 'expired', missing: [] }],
    checks: [check('senior', 'pass'), check('grade', 'block')],
  },
)

describe('a decision of an older playbook', () => {
  it('loses what is gone, of every kind, and nothing else', () => {
    const gone = [
      item('tip', 'renew'),
      item('tip', 'fund'),
      item('check', 'grade'),
      item('segment', 'wealthy'),
    ]
    const left = withoutGone(decided, { version: 8, gone })
    expect(left).toEqual({
      ...decided,
      segments: [],
      tips: [tip('limit')],
      hiddenTips: [],
      checks: [check('senior', 'pass')],
    })
    expect(
      withoutGone(decided, { version: 8, gone: [item('check', 'renew'), item('script', 'limit')] }),
    ).toEqual(decided)
  })

  it('is none where nothing of that playbook may be shown', () => {
    expect(withoutGone(decided, { version: 8, gone: null })).toBeNull()
  })

  it('stays as it is where nothing was heard, or nothing newer', () => {
    expect(withoutGone(decided, null)).toBe(decided)
    expect(withoutGone(decided, { version: 7, gone: null })).toBe(decided)
  })
})

it('is gone for good, whatever is heard in which order, until the playbook is here', () => {
  const heard = fc.record({
    version: fc.integer({ min: 1, max: 20 }),
    gone: fc.option(
      fc.array(
        fc.constantFrom('a', 'b', 'c').map((id) => item('tip', id)),
        { maxLength: 3 },
      ),
    ),
  })
  fc.assert(
    fc.property(fc.array(heard, { minLength: 1, maxLength: 5 }), (all) => {
      const last = all.reduce((before, next) => hearMore(before, next))
      expect(last.version).toBe(Math.max(...all.map(({ version }) => version)))
      if (all.some(({ gone }) => gone === null)) expect(last.gone).toBeNull()
      else
        for (const one of all.flatMap(({ gone }) => gone ?? []))
          expect(isGone(last, 'tip', one.itemId)).toBe(true)
    }),
  )
})

it('shows nothing that is gone, and nothing at all while nobody knows what is', () => {
  const gone = { version: 8, gone: [item('script', 'card-loss')] }
  expect(mayNotShow(null, 'script', 'card-loss')).toBe(false)
  expect(mayNotShow(gone, 'script', 'card-loss')).toBe(true)
  expect(mayNotShow(gone, 'knowledge', 'card-loss')).toBe(false)
  expect(mayNotShow({ version: 8, gone: null }, 'knowledge', 'annuity')).toBe(true)
})

it('waits longer each time, never past half a minute, and never as long as everybody else', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, random) => {
        const wait = waitBefore(attempt, random)
        const longest = Math.min(30_000, 500 * 2 ** (attempt - 1))
        expect(wait).toBeGreaterThanOrEqual(longest / 2)
        expect(wait).toBeLessThanOrEqual(longest)
        expect(waitBefore(attempt, 0)).toBe(longest / 2)
        expect(waitBefore(attempt, 1)).toBe(longest)
      },
    ),
  )
})
