import { describe, expect, it } from 'vitest'
import { changeOf } from '../../extension/background/policy-change.ts'
import type { Policy } from '../../extension/policy.ts'

const before: Policy = {
  edgeUrl: 'https://one.example',
  issuer: 'https://id.example',
  clientId: 'fineline',
  audience: 'https://one.example',
  hmacSecret: 'sixteen characters',
  hmacKeyId: '2026-1',
}
const nothing = { edge: false, signIn: false, keys: false, frames: false }
const keys = { ...nothing, keys: true, frames: true }

describe('a change of policy', () => {
  it.each<[string, Partial<Policy>, object]>([
    ['none', {}, nothing],
    ['the log', { logLevel: 'debug', retentionDays: 3, language: 'en', ring: 'pilot' }, nothing],
    ['another edge', { edgeUrl: 'https://two.example' }, { ...nothing, edge: true }],
    ['another provider', { issuer: 'https://other.example' }, { ...nothing, signIn: true }],
    ['another client', { clientId: 'other' }, { ...nothing, signIn: true }],
    ['another audience', { audience: 'other' }, { ...nothing, signIn: true }],
    ['another secret', { hmacSecret: 'another sixteen characters' }, keys],
    ['another name of the secret', { hmacKeyId: '2026-2' }, keys],
    ['other hosts', { hosts: ['https://crm.example/*'] }, { ...nothing, frames: true }],
    ['features off', { disabledFeatures: ['compliance-check'] }, { ...nothing, frames: true }],
    ['another mode', { failMode: 'closed' }, { ...nothing, frames: true }],
  ])('%s', (_, change, expected) => {
    expect(changeOf(before, { ...before, ...change }, before)).toEqual(expected)
  })

  it('one that comes late is the one of before the restart', () => {
    expect(changeOf(null, before, before)).toEqual(keys)
    expect(changeOf(null, before, null)).toEqual(keys)
  })

  it('another edge is noticed though it changed while the browser was closed', () => {
    expect(changeOf(null, { ...before, edgeUrl: 'https://two.example' }, before).edge).toBe(true)
  })

  it('a wrong one stops everything and drops nothing: the next may be the one of before', () => {
    expect(changeOf(before, null, before)).toEqual(keys)
  })
})
