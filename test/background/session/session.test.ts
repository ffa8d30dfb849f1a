import { describe, expect, it } from 'vitest'
import { clockSkew } from '../../../extension/background/session/provider.ts'
import { isFresh, lifetimeOf, type Session } from '../../../extension/background/session/session.ts'

const jwt = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`

describe('how long a token lasts', () => {
  it.each<[string, string, number | undefined, number]>([
    ['as the provider says', 'opaque', 300, 300],
    ['as the token says by its own clock', jwt({ iat: 1, exp: 601 }), undefined, 600],
    ['the shorter of both', jwt({ iat: 1, exp: 601 }), 3600, 600],
    ['a minute where nobody says', 'opaque', undefined, 60],
    ['not at all', jwt({ iat: 601, exp: 1 }), 600, 0],
  ])('%s', (_, token, expiresIn, seconds) => {
    expect(lifetimeOf(token, expiresIn)).toBe(seconds * 1000)
  })
})

describe('a token of ten minutes', () => {
  const session = { receivedAt: 1_000_000, lifetime: 600_000 } as Session
  it.each([
    [0, true],
    [479_999, true],
    [480_000, false],
    // The clock was put back meanwhile: nobody knows how old it is.
    [-1, false],
  ])('after %i ms: %s', (age, fresh) => {
    expect(isFresh(session, session.receivedAt + age)).toBe(fresh)
  })

  it('of two minutes serves for one', () => {
    expect(isFresh({ ...session, lifetime: 120_000 }, session.receivedAt + 59_999)).toBe(true)
    expect(isFresh({ ...session, lifetime: 120_000 }, session.receivedAt + 60_000)).toBe(false)
  })
})

it('the provider’s clock is known by its answers', () => {
  const answer = new Response(null, { headers: { Date: 'Thu, 26 Nov 2026 12:00:00 GMT' } })
  expect(clockSkew(answer, Date.parse('2026-11-26T12:07:00Z'))).toBe(-420)
  expect(clockSkew(new Response(null), 0)).toBe(0)
})
