import { describe, expect, it, test } from 'vitest'
import { NATURAL } from '../../extension/messages.ts'
import { presentPolicy } from '../../extension/present/policy.ts'
import { presentStatus, type Status } from '../../extension/present/status.ts'
import { presentConflict, presentUnchecked } from '../../extension/present/unchecked.ts'
import { now } from './fixture.ts'

const down: Status = {
  subject: null,
  edgeUrl: null,
  failure: null,
  playbook: null,
  waiting: 0,
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
    const state = { subject: 'T0317', edgeUrl: 'https://edge.example/v1', playbook: published, waiting: 2 }
    expect(rows(state)).toEqual([
      ['坐席', 'T0317', '-'],
      ['决策服务', '正常', 'pass'],
      ['策略包', '7', '-'],
      ['待发', '2 条', '-'],
    ])
    expect(rows({ ...state, failure: 'unreachable' })[1]).toEqual(['决策服务', '连不上决策服务', 'none'])
    const view = presentStatus('en', new Date(now), { ...down, ...state, waiting: 1 })
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
    const view = presentPolicy('zh-CN', { source: 'managed', values: given, problems: [] })
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
      problems: [{ key: 'edgeUrl' }, { key: 'edgeUrl' }],
    })
    expect(view).toMatchObject({ source: '来自本机文件', problemsLine: '1 项不对，整份设置都没有使用。' })
    expect(view.rows.filter(({ problem }) => problem)).toEqual([
      { key: 'edgeUrl', label: '决策服务地址', value: '', problem: '缺少或不对：应为一个网址' },
    ])
    expect(view.rows.find(({ key }) => key === 'issuer')?.value).toBe('已收到')
  })

  it('claims nothing where nothing was received', () => {
    const view = presentPolicy('en', { source: 'none', values: null, problems: [] })
    expect(new Set(view.rows.map(({ value }) => value))).toEqual(new Set(['Not received']))
  })
})

describe('a panel without a decision', () => {
  it('says since when and how many answers wait', () => {
    const view = presentUnchecked('zh-CN', 'unreachable', { since: new Date(now), waiting: 2, contact: null })
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
