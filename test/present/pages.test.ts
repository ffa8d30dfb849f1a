import { describe, expect, it, test } from 'vitest'
import { NATURAL } from '../../extension/messages.ts'
import type { Policy, PolicyKey } from '../../extension/policy.ts'
import { presentPolicy } from '../../extension/present/policy.ts'
import { presentStatus, type Status } from '../../extension/present/status.ts'
import { presentConflict, presentUnchecked } from '../../extension/present/unchecked.ts'
import { now } from './fixture.ts'

const down: Status = {
  subject: null,
  edgeUrl: null,
  problems: 0,
  failure: null,
  playbook: null,
  waiting: { all: 0, others: 0 },
  dropped: 0,
  commands: [],
  arrangement: NATURAL,
}
const published = { version: 7, publishedAt: now, checkedAt: Date.parse(now) - 120_000 }

describe('the popup', () => {
  const rows = (state: Partial<Status>) =>
    presentStatus('zh-CN', new Date(now), { ...down, ...state }).rows.map(({ term, text, mark = '-' }) => [
      term,
      text,
      mark,
    ])

  it('says what is not there yet, never as a pass', () => {
    expect(rows({})).toEqual([
      ['坐席', '还没有登录', 'none'],
      ['决策服务', '没有设置', 'none'],
      ['策略包', '还没有取到', 'none'],
      ['待发', '没有', '-'],
    ])
  })

  it('warns of a playbook that nobody has confirmed for ten minutes', () => {
    const old = { ...published, checkedAt: Date.parse(now) - 11 * 60_000 }
    expect(rows({ playbook: published })).toContainEqual(['策略包', '7', '-'])
    expect(rows({ playbook: old })).toContainEqual(['策略包', '7', 'warn'])
  })

  it('says who, where, which playbook and what waits', () => {
    const state = {
      subject: 'T0317',
      edgeUrl: 'https://edge.example/v1',
      playbook: published,
      waiting: { all: 2, others: 0 },
    }
    expect(rows(state)).toEqual([
      ['坐席', 'T0317', '-'],
      ['决策服务', '正常', 'pass'],
      ['策略包', '7', '-'],
      ['待发', '2 条', '-'],
    ])
    expect(rows({ ...state, failure: 'unreachable' })[1]).toEqual(['决策服务', '连不上决策服务', 'none'])
    const view = presentStatus('en', new Date(now), { ...down, ...state, waiting: { all: 1, others: 0 } })
    expect(view).toMatchObject({ signedIn: true, session: 'Sign out' })
    expect(view.rows[1]?.detail).toBe('edge.example')
    expect(view.rows[2]?.detail).toMatch(/^published .*, confirmed 2 min ago$/)
    expect(view.rows[3]?.text).toBe('1 answer')
  })

  it('names a shortcut that is not set', () => {
    const commands = [{ description: 'A', shortcut: 'Alt+A' }, { description: 'B' }]
    expect(presentStatus('en', new Date(now), { ...down, commands }).shortcuts).toEqual([
      { label: 'A', keys: 'Alt+A' },
      { label: 'B', keys: 'not set' },
    ])
  })
})

describe('the options page', () => {
  const values = { edgeUrl: 'https://edge.example', hmacKeyId: '2026-1' }

  it('shows every key by name and the secret never', () => {
    const given = { ...values, hmacSecret: 'not for anybody' }
    const view = presentPolicy('zh-CN', {
      ...{ source: 'managed', values: given, problems: [] },
      received: ['edgeUrl', 'hmacKeyId', 'hmacSecret'],
    })
    expect(JSON.stringify(view)).not.toContain('not for anybody')
    const shown = Object.fromEntries(view.rows.map(({ key, value }) => [key, value]))
    expect(shown).toMatchObject({
      edgeUrl: 'https://edge.example',
      hmacKeyId: '2026-1',
      hmacSecret: '已设置，不显示',
    })
    expect(shown.language).toBe('由坐席自选')
  })

  it('says what is wrong by name, and that nothing is half applied', () => {
    const view = presentPolicy('zh-CN', {
      source: 'local',
      values: null,
      problems: [
        { key: 'edgeUrl', fault: 'missing' },
        { key: 'failMode', fault: 'value' },
        { key: 'retentionDays', fault: 'type' },
      ],
      received: ['issuer', 'failMode', 'retentionDays'],
    })
    expect(view).toMatchObject({ source: '来自本机文件', problemsLine: '3 项不对，整份设置都没有使用。' })
    expect(view.rows.flatMap(({ key, value, problem }) => (problem ? [[key, value, problem]] : []))).toEqual([
      ['edgeUrl', '', '缺少：应为一个 https 网址，不带路径'],
      ['failMode', '', '不可用：应为“open”（放行）或“closed”（停止）'],
      ['retentionDays', '', '类型不对：应为1 到 365 的整数（天）'],
    ])
    expect(view.rows.find(({ key }) => key === 'issuer')?.value).toBe('已收到')
  })

  it('claims nothing where nothing was received', () => {
    const view = presentPolicy('en', { source: 'none', values: null, problems: [], received: [] })
    expect(new Set(view.rows.map(({ value }) => value))).toEqual(new Set(['Not received']))
  })
})

describe('values in words', () => {
  it.each<[Partial<Policy>, PolicyKey, string]>([
    [{ homeOffice: true }, 'homeOffice', 'Yes'],
    [{ lockAfterMinutes: 1 }, 'lockAfterMinutes', '1 minute'],
    [{ retentionDays: 30 }, 'retentionDays', '30 days'],
    [{ disabledFeatures: ['compliance-check', 'next-best-action'] }, 'disabledFeatures', 'checks; tips'],
    [
      { hosts: ['https://a.example/*', 'https://b.example/*'] },
      'hosts',
      'https://a.example/*; https://b.example/*',
    ],
    [{ failMode: 'closed' }, 'failMode', 'Actions are stopped'],
    [{}, 'failMode', 'As each rule says'],
    [{}, 'hosts', 'All pages of the package'],
  ])('%o', (values, key, text) => {
    const received = Object.keys(values) as PolicyKey[]
    const { rows } = presentPolicy('en', { source: 'managed', values, problems: [], received })
    expect(rows.find((row) => row.key === key)?.value).toBe(text)
  })
})

describe('where nothing can be checked', () => {
  const silence = { since: null, waiting: 0, contact: null, wrong: [] }
  const detail = (failMode: 'open' | 'closed' | null) => {
    const view = presentUnchecked('en', 'signed-out', { ...silence, failMode })
    return 'detail' in view ? view.detail : ''
  }

  it('the panel says what happens at guarded buttons', () => {
    expect(detail('closed')).toContain('guarded actions are stopped until they can be checked')
    expect(detail('open')).toContain('guarded actions go through meanwhile')
    expect(detail(null)).not.toContain('guarded')
  })

  it('a wrong policy is named by its keys', () => {
    const wrong = [{ key: 'failMode' as const }, { key: 'hosts' as const }]
    const view = presentUnchecked('zh-CN', 'wrong-policy', { ...silence, failMode: null, wrong })
    expect(view).toMatchObject({
      state: 'not-checked',
      title: '未核查：管理员的设置有误',
      detail: '整份设置都没有使用。有误的设置：无法核查时、CRM 页面。请告知管理员；设置页逐项写明哪里不对。',
    })
  })

  it('what was dropped is counted beside what waits', () => {
    const view = presentStatus('en', new Date(now), { ...down, waiting: { all: 3, others: 2 }, dropped: 2 })
    expect(view.rows[3]).toMatchObject({ mark: 'warn' })
    expect(view.rows[3]?.detail).toBe(
      'kept here, sent when the service is back, 2 by somebody else, sent when that person signs in here, 2 records kept too long and dropped, as set',
    )
  })
})

describe('a panel without a decision', () => {
  it('says since when and how many answers wait', () => {
    const view = presentUnchecked('zh-CN', 'unreachable', {
      ...{ since: new Date(now), waiting: 2, contact: null, failMode: null, wrong: [] },
    })
    expect(view).toMatchObject({
      state: 'not-checked',
      title: '未核查：连不上决策服务',
      pending: '你答过的 2 条已存在本机，连上后补发',
    })
    expect('detail' in view && view.detail).toMatch(/^\d\d:\d\d 起没有回应，会继续重试。现在没有检查过/)
  })

  test.each([
    ['signed-out', 'signed-out'],
    ['unknown-customer', 'not-checked'],
    ['no-policy', 'not-checked'],
  ] as const)('%s: %s', (why, state) => {
    expect(presentUnchecked('en', why).state).toBe(state)
  })

  it('names who says what where frames disagree', () => {
    const places = [{ place: '客户详细', key: `7f3a${'0'.repeat(56)}c21e` }]
    expect(presentConflict('zh-CN', places)).toMatchObject({
      state: 'conflict',
      places: [{ place: '客户详细', keyShort: '7f3a…c21e' }],
    })
  })
})
