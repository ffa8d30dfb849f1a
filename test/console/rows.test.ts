import { describe, expect, test } from 'vitest'
import { fileText, ordered, readJson } from '../../extension/console/content/files.ts'
import { localNow, rowsOf } from '../../extension/console/content/rows.ts'
import { issuesOf } from '../../extension/console/editors/issues.ts'
import { memberAt, withMember } from '../../extension/console/editors/members.ts'
import { forbiddenIn, piecesOf } from '../../extension/console/editors/wording.ts'
import { movesFor } from '../../extension/console/lifecycle/moves.ts'
import { inOrder } from '../../extension/console/push/order.ts'
import { placesIn } from '../../extension/console/shell/route.ts'
import { findRows } from '../../extension/console/shell/search.tsx'
import type { Change } from '../../worker/contract/change.ts'
import { itemOf, withItem } from '../../worker/decision/items.ts'
import { approver, changes, draftTip, inForce, maker, person, pushes } from './story.ts'

const { playbook } = inForce
const now = '2026-11-23T10:09'
const state = (id: string, item: object | null = null, at = now) => {
  const content = item && { ...draftTip, from: undefined, until: undefined, id, ...item }
  const given = content ? withItem(playbook, { kind: 'tip', itemId: id, content }) : playbook
  return rowsOf('tip', given, changes, at).find(({ itemId }) => itemId === id)?.state
}

describe('how items stand', () => {
  test.each([
    ['maturity-choices', null, 'draft'],
    ['fund-paused', null, 'waiting'],
    ['sleeping-account', null, 'gone'],
    ['app-start', null, 'live'],
    ['other', { from: '2026-11-23T10:10' }, 'ahead'],
    ['other', { from: '2026-11-23T10:09' }, 'live'],
    ['other', { until: '2026-11-23' }, 'live'],
    ['other', { until: '2026-11-22' }, 'ended'],
    ['other', { until: '2026-11-23T10:08' }, 'ended'],
  ] as const)('%s %o is %s', (id, item, expected) => {
    expect(state(id, item)).toBe(expected)
  })

  test('an emergency is told apart', () => {
    const row = rowsOf('check', playbook, changes, now).find(({ itemId }) => itemId === 'above-grade')
    expect(row?.state).toBe('provisional')
  })

  test('now is the minute in the bank’s zone', () => {
    expect(localNow('Asia/Shanghai', new Date('2026-11-23T02:09:59Z'))).toBe(now)
  })

  test.each([
    ['定期 到期', 'maturity-choices'],
    ['MATURE', 'maturity-choices'],
    ['app-start', 'app-start'],
  ])('search for %s finds %s', (asked, id) => {
    const rows = rowsOf('tip', playbook, changes, now)
    expect(findRows(rows, asked).map(({ itemId }) => itemId)).toContain(id)
    expect(findRows(rows, 'nothing of the kind')).toEqual([])
  })
})

describe('who may do what', () => {
  const [draft, submitted, provisional] = changes as [Change, Change, Change]
  const both = person('supervisor-01', 'supervisor', 'approver')
  const other = person('lead-01', 'supervisor', 'approver')
  const moves = (...given: Parameters<typeof movesFor>) =>
    movesFor(...given).map(({ move, refused }) => (refused ? `not ${move}: ${refused}` : move))

  test.each([
    ['the maker of a draft', draft, maker, ['submit', 'declare', 'discard']],
    ['an approver at a draft', draft, approver, []],
    ['the maker once submitted', submitted, maker, ['take-back']],
    ['an approver', submitted, approver, ['approve', 'return']],
    ['a maker who also approves', submitted, both, ['not approve: own', 'not return: own', 'take-back']],
    ['another with both roles', submitted, other, ['approve', 'return', 'take-back']],
    ['an approver at an emergency', provisional, approver, ['confirm']],
    ['who has confirmed it', provisional, person('approver-02', 'approver'), []],
    ['who declared it', provisional, person('supervisor-02', 'approver'), ['not confirm: own']],
    ['an auditor', submitted, person('auditor-01', 'auditor'), []],
  ])('%s', (_, change, me, expected) => {
    expect(moves(change, me)).toEqual(expected)
  })
})

describe('what is wrong with an item', () => {
  const at = (content: unknown, id = 'maturity-choices') => issuesOf('tip', id, content, playbook, 'en')

  test('nothing with what ships and with the draft', () => {
    expect(at(draftTip)).toEqual([])
    expect(at(itemOf(playbook, 'tip', 'app-start'), 'app-start')).toEqual([])
  })

  test.each([
    ['say.zh', { say: { zh: '', en: 'x' } }],
    ['cap.max', { cap: { max: 0, days: 30 } }],
    ['eligibility', { eligibility: undefined }],
    ['from', { from: '24.11.2026' }],
    ['score.value', { score: { ...draftTip.score, value: 2 } }],
  ])('%s', (path, part) => {
    expect(at({ ...draftTip, ...part }).map((one) => one.path)).toEqual([path])
  })

  test('a condition at fault, a stranger and an end before the beginning', () => {
    const of = (part: object) => at({ ...draftTip, ...part })
    expect(of({ eligibility: 'customer.agee > 1' })).toMatchObject([{ path: '*' }])
    expect(of({ shifts: ['night'] })[0]?.message).toMatch(/night/)
    expect(of({ until: '2026-11-01' })[0]?.message).toMatch(/no day is/)
  })

  test('taking out what others name', () => {
    expect(issuesOf('parameter', 'senior_age', null, playbook, 'en').length).toBeGreaterThan(0)
    expect(issuesOf('tip', 'app-start', null, playbook, 'en')).toEqual([])
  })
})

describe('small parts', () => {
  test('members are read and written at a path, lists too', () => {
    const item = { a: { b: [{ c: 1 }, { c: 2 }] } }
    expect(memberAt(item, ['a', 'b', 1, 'c'])).toBe(2)
    expect(memberAt(item, ['a', 'x', 1])).toBeUndefined()
    expect(withMember(item, ['a', 'b', 0, 'c'], 3)).toEqual({ a: { b: [{ c: 3 }, { c: 2 }] } })
    expect(withMember(item, ['a', 'b', 0], undefined)).toEqual({ a: { b: [{ c: 2 }] } })
    expect(withMember(item, ['a'], undefined)).toEqual({})
    expect(withMember({}, ['ages', 'min'], 18)).toEqual({ ages: { min: 18 } })
    expect(item).toEqual({ a: { b: [{ c: 1 }, { c: 2 }] } })
  })

  test('texts by their places, and what may not be said', () => {
    expect(piecesOf('您有 {{customer.age}}岁')).toEqual([
      { text: '您有 ' },
      { text: '{{customer.age}}', name: 'customer.age' },
      { text: '岁' },
    ])
    expect(forbiddenIn('这款产品保本保息', inForce)?.map(({ phrase }) => phrase)).toContain('保本保息')
    expect(forbiddenIn('我们不承诺保本保息', inForce)).toEqual([])
  })

  test('files have one order and come back as they went', async () => {
    expect(fileText({ b: 1, id: 'x', a: [{ z: 1, name: 'n' }] })).toBe(
      '{\n  "id": "x",\n  "a": [\n    {\n      "name": "n",\n      "z": 1\n    }\n  ],\n  "b": 1\n}\n',
    )
    expect(fileText(ordered(playbook))).toBe(fileText(playbook))
    expect(await readJson(new Blob([fileText(draftTip)]))).toEqual(draftTip)
    expect(await readJson(new Blob(['[1]']))).toBeUndefined()
    expect(await readJson(new Blob(['{']))).toBeUndefined()
  })

  test('those behind come first', () => {
    const order = inOrder(pushes).map(({ agent }) => agent)
    expect(order.slice(0, 3).toSorted()).toEqual(['agent-01', 'agent-02', 'agent-03'])
    expect(order.slice(-3).toSorted()).toEqual(['agent-22', 'agent-23', 'agent-24'])
  })

  test.each([
    ['', []],
    ['#tips/a%20b', ['tips', 'a b']],
    ['#/teams/%E8%B4%A2', ['teams', '财']],
    ['#tips/%', ['tips', '%']],
  ])('the address %s', (hash, places) => {
    expect(placesIn(hash)).toEqual(places)
  })
})
