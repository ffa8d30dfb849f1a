import { describe, expect, it, test } from 'vitest'
import type { Drift } from '../../extension/console/drift.ts'
import { driftMark, driftText, healthShow, percent } from '../../extension/present/drift.ts'
import { presentHealth, presentHealthDoubt } from '../../extension/present/health.ts'
import type { AdapterHealth } from '../../worker/contract/health.ts'
import { adapters, drifted, today } from '../panel/health-story.ts'

const zh = healthShow('zh-CN', adapters, today, 28)
const en = healthShow('en', adapters, today, 28)
const drift = (change: Partial<Drift> = {}): Drift => ({
  kind: 'lost',
  adapter: 'old-core',
  screen: 'detail',
  part: 'number',
  step: 1,
  outcome: 'no-element',
  since: '2026-11-17',
  before: 0.01,
  share: 0.38,
  ...change,
})

test.each<[Partial<Drift>, string, string]>([
  [
    {},
    '自星期二起，38% 的“客户详细信息”画面读不出客户号：第 1 步找不到元素',
    'Since Tuesday 38\u00a0% of “Customer details” screens cannot be read: number, step 1 finds no element',
  ],
  [
    { part: 'rows', screen: 'list', step: 2, outcome: 'empty', since: today },
    '自今天起，“客户列表”列表有 38% 的行读不出客户号：第 2 步没有文字，或与格式不符',
    'Since today 38\u00a0% of the rows of “Customer list” cannot be read: rows, step 2 finds no text that fits',
  ],
  [
    { step: 0, since: '2026-11-16', share: 0.996 },
    '自 11-16 起，99.6% 的“客户详细信息”画面读不出客户号：整个部分找不到元素',
    'Since 16 Nov 99.6\u00a0% of “Customer details” screens cannot be read: number as a whole finds no element',
  ],
  [
    { part: 'screen', step: 2 },
    '自星期二起，“old-core”的页面有 38% 认不出是哪个画面：“客户详细信息”的第 2 个条件找不到元素',
    'Since Tuesday 38\u00a0% of the pages of “old-core” are no screen that is known: condition 2 of “Customer details” finds no element',
  ],
  [
    { part: 'frames', step: 0, outcome: 'conflict' },
    '自星期二起，38% 的“客户详细信息”画面与别的框架是不同的客户',
    'Since Tuesday 38\u00a0% of “Customer details” screens show another customer than a frame beside',
  ],
  [
    { kind: 'fallback' },
    '自星期二起，38% 的“客户详细信息”画面，客户号第 1 步找不到元素，靠后面的步骤读出',
    'Since Tuesday, on 38\u00a0% of “Customer details” screens, step 1 of number finds no element; a later step still reads',
  ],
  [
    { kind: 'gone', part: 'screen', step: 0 },
    '自星期二起，几乎不再见到“客户详细信息”画面',
    'Since Tuesday “Customer details” screens are hardly seen any more',
  ],
  [
    { kind: 'poor', outcome: 'ambiguous' },
    '最近 28 天一直如此，38% 的“客户详细信息”画面读不出客户号：第 1 步有两个不同的值',
    'All of the last 28 days 38\u00a0% of “Customer details” screens cannot be read: number, step 1 finds two different values',
  ],
  [
    { screen: 'of-an-older-playbook' },
    '自星期二起，38% 的“of-an-older-playbook”画面读不出客户号：第 1 步找不到元素',
    'Since Tuesday 38\u00a0% of “of-an-older-playbook” screens cannot be read: number, step 1 finds no element',
  ],
])('%j in words', (change, chinese, english) => {
  expect(driftText(zh, drift(change))).toBe(chinese)
  expect(driftText(en, drift(change))).toBe(english)
})

test.each([
  [0, '0%'],
  [0.0004, '0.1%'],
  [0.0096, '1%'],
  [0.384, '38%'],
  [0.9996, '99.9%'],
  [1, '100%'],
])('%f is %s', (share, text) => {
  expect(percent(zh, share)).toBe(text)
})

test.each<[Partial<Drift>, string]>([
  [{}, 'warn'],
  [{ share: 0.5 }, 'block'],
  [{ kind: 'fallback', share: 0.9 }, 'remind'],
  [{ kind: 'gone', share: 0.9 }, 'warn'],
])('%j is marked %s', (change, mark) => {
  expect(driftMark(drift(change))).toBe(mark)
})

describe('the page', () => {
  const view = presentHealth('zh-CN', adapters, drifted, today)
  const [core, spa] = view.adapters

  it('says first what got worse, worst first, and what may be behind it', () => {
    expect(view.drifts.map(({ mark, text }) => [mark, text])).toEqual([
      ['warn', '自星期二起，38% 的“客户详细信息”画面读不出客户号：第 1 步找不到元素'],
      ['remind', '自星期五起，63% 的“申购单”画面，客户号第 1 步找不到元素，靠后面的步骤读出'],
    ])
    expect(view.drifts[0]?.detail).toBe('之前 1%。CRM 可能换了版本：请打开这个画面，核对适配器的这一步。')
    expect(view.drifts[1]?.detail).toContain('同一天换成策略包 128')
  })

  it('lists every screen, also one that nobody saw, those with something to see first', () => {
    expect(core?.screens.map(({ label, mark }) => [label, mark])).toEqual([
      ['客户详细信息', 'warn'],
      ['申购单', 'remind'],
      ['打印页', 'none'],
      ['客户列表', 'pass'],
      ['不认识的页面', 'pass'],
    ])
    expect(core?.screens[2]).toMatchObject({ summary: '最近 28 天没有见到', chart: null, tables: [] })
    expect(spa?.screens).toMatchObject([{ label: '客户名片', summary: '客户号：最近 7 天读到 99.5%' }])
  })

  it('draws a bar a day and has the table behind it', () => {
    const [detail] = core?.screens ?? []
    const bars = detail?.chart?.bars ?? []
    expect(bars).toHaveLength(28)
    expect(bars.at(-1)).toMatchObject({ day: today, title: '11-23 38%（439 次）', late: true })
    expect(bars.filter(({ late }) => late)).toHaveLength(7)
    expect(detail?.chart?.top).toBe('40%')
    const [byDay, bySteps] = detail?.tables ?? []
    expect(byDay?.rows[0]).toEqual(['2026-11-23', '439', '167', '38%', '128'])
    expect(bySteps?.rows[2]?.slice(0, 3)).toEqual(['客户号', '1', '找不到元素'])
  })

  it('shows an empty day as empty and not as good', () => {
    const days = ({ days }: { days: Record<string, number> }) =>
      Object.fromEntries(Object.entries(days).filter(([day]) => day !== '2026-11-20'))
    const health: AdapterHealth = {
      ...drifted,
      steps: drifted.steps.map((step) => ({ ...step, days: days(step) })),
    }
    const [detail] = presentHealth('en', adapters, health, today).adapters[0]?.screens ?? []
    expect(detail?.chart?.bars.find(({ day }) => day === '2026-11-20')).toMatchObject({
      share: null,
      title: '20 Nov —',
    })
  })

  it('keeps counts of screens that the playbook has no longer', () => {
    const { adapters: shown } = presentHealth('en', [], drifted, today)
    expect(shown.map(({ id }) => id)).toEqual(['old-core', 'core-spa'])
    expect(shown[1]?.screens.map(({ label }) => label)).toEqual(['card'])
  })

  it('has a sentence and a way on where there is nothing to see', () => {
    const none = presentHealth('en', adapters, { steps: [], playbooks: [] }, today)
    expect(none).toMatchObject({ adapters: [], doubt: { title: 'No counts yet', action: { type: 'retry' } } })
    expect(presentHealthDoubt('en', 'forbidden').doubt?.action).toBeNull()
    expect(presentHealthDoubt('en', 'signed-out').doubt?.action).toMatchObject({ type: 'sign-in' })
  })
})
