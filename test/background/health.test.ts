import { beforeEach, describe, expect, it, test, vi } from 'vitest'
import { Health } from '../../extension/background/health.ts'
import { Outbox } from '../../extension/background/outbox.ts'
import type { PlaybookStore } from '../../extension/background/playbooks.ts'
import { toStepCounts } from '../../extension/background/step-counts.ts'
import type { StepSeen } from '../../extension/messages.ts'
import { Adapter } from '../../worker/contract/adapter.ts'
import { StepCount, StepCountBatch } from '../../worker/contract/health.ts'
import { fakeChrome } from './chrome.ts'

const screen = (id: string) => ({ id, when: { url: ['*'] } })
const adapters = [Adapter.parse({ schema: 1, id: 'old-crm', screens: [screen('detail'), screen('list')] })]
const day = '2026-11-23'

const seen = (change: Partial<StepSeen> = {}): StepSeen => ({
  screen: 'old-crm/detail',
  part: 'number',
  step: 1,
  outcome: 'read',
  ...change,
})
const told = (steps: StepSeen[], noNumbers = {}) =>
  toStepCounts(steps, noNumbers, adapters, day).map(
    ({ adapter, screen, part, step, outcome }) => `${adapter}/${screen} ${part} ${step} ${outcome}`,
  )

describe('what a frame saw', () => {
  const rows = [1, 2, 3].map(() => seen({ screen: 'old-crm/list', part: 'rows' }))
  test.each<[string, StepSeen[], object, string[]]>([
    ['a reading', [seen()], {}, ['old-crm/detail number 1 read']],
    ['text that is no number', [seen()], { number: 1 }, ['old-crm/detail number 1 not-a-number']],
    [
      'a fallback whose text is no number',
      [seen({ outcome: 'empty' }), seen({ step: 2 })],
      { number: 1 },
      ['old-crm/detail number 1 empty', 'old-crm/detail number 2 not-a-number'],
    ],
    ['no text at all', [seen({ outcome: 'empty' })], { number: 0 }, ['old-crm/detail number 1 empty']],
    [
      'a row that is no number',
      rows,
      { rows: 1 },
      ['old-crm/list rows 1 not-a-number', 'old-crm/list rows 1 read', 'old-crm/list rows 1 read'],
    ],
    [
      'a page that is none of the screens: once, and each screen that it might have been',
      [
        seen({ part: 'screen', outcome: 'no-element' }),
        seen({ part: 'screen', step: 2, outcome: 'unwanted', screen: 'old-crm/list' }),
      ],
      {},
      [
        'old-crm/detail screen 1 no-element',
        'old-crm/list screen 2 unwanted',
        'old-crm/undefined screen 0 no-element',
      ],
    ],
    ['a screen that is not in force', [seen({ screen: 'old-crm/600238417705' })], {}, []],
    ['an adapter that is not in force', [seen({ screen: 'crm/detail' })], {}, []],
    ['something else than a part', [seen({ part: '600238417705' as never })], {}, []],
    ['something else than an outcome', [seen({ outcome: '陆明岑' as never })], {}, []],
  ])('is counted: %s', (_, steps, noNumbers, expected) => {
    expect(told(steps, noNumbers)).toEqual(expected)
  })

  it('holds ids and counts, whatever else came along', () => {
    const [one] = toStepCounts([seen({ text: '600238417705' } as never)], {}, adapters, day)
    expect(one === undefined || StepCount.safeParse(one).success).toBe(true)
    expect(JSON.stringify(one ?? {})).not.toContain('600238417705')
  })
})

describe('counts on their way', () => {
  let browser: ReturnType<typeof fakeChrome>
  let sent: StepCountBatch[]
  let up: boolean
  let version: number
  const clock = { dayOf: () => day }
  const playbooks = {
    get current() {
      return { numbered: { version }, compiled: { clock } }
    },
    adapters,
  } as unknown as PlaybookStore

  const start = async () => {
    const send = async (batches: StepCountBatch[]) => {
      sent.push(...batches)
      if (!up) throw new Error('away')
      return batches.map(({ id }) => id)
    }
    const health = new Health(playbooks, new Outbox({ name: 'health', atOnce: 1, send }))
    await health.restore()
    return health
  }
  const gather = async (health: Health) => {
    health.onAlarm('step-counts')
    await vi.advanceTimersByTimeAsync(0)
  }

  beforeEach(() => {
    vi.useFakeTimers()
    browser = fakeChrome()
    ;[sent, up, version] = [[], true, 7]
  })

  it('are added up and sent as one batch when it is time', async () => {
    const health = await start()
    await health.count([seen(), seen({ part: 'anchor' })])
    await health.count([seen()])
    expect(sent).toEqual([])
    expect(browser.alarms.get('step-counts')).toEqual({ delayInMinutes: 5 })
    await gather(health)
    expect(sent).toMatchObject([
      {
        playbookVersion: 7,
        counts: [
          { part: 'number', count: 2 },
          { part: 'anchor', count: 1 },
        ],
      },
    ])
    expect(StepCountBatch.safeParse(sent[0]).error).toBeUndefined()
    await gather(health)
    expect(sent).toHaveLength(1)
  })

  it('outlive a stop of the worker, before they are sent and after', async () => {
    await (await start()).count([seen()])
    browser.alarms.clear()
    const second = await start()
    expect(browser.alarms.has('step-counts')).toBe(true)
    await second.count([seen()])
    up = false
    await gather(second)
    vi.clearAllTimers()
    const third = await start()
    up = true
    await third.flush()
    const [lost, kept] = sent
    expect(kept?.counts).toMatchObject([{ count: 2 }])
    expect(kept?.id).toBe(lost?.id)
    await gather(third)
    expect(sent).toHaveLength(2)
  })

  it('of two playbooks go apart', async () => {
    const health = await start()
    await health.count([seen()])
    version = 8
    await health.count([seen()])
    await gather(health)
    expect(sent.map(({ playbookVersion, counts }) => [playbookVersion, counts.length])).toEqual([
      [7, 1],
      [8, 1],
    ])
  })
})
