import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { EventView } from '../../../extension/customer-view.ts'
import type { FromPanel } from '../../../extension/messages.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { shownOf } from '../gallery-html.ts'
import { openPanel } from '../opened.ts'
import { samples } from '../samples.ts'

type Asked = Extract<FromPanel, { type: 'events' }>

let page: Page

openPanel((opened) => {
  page = opened
})

async function show(name: string, lang: Language = 'zh-CN', anew = true): Promise<void> {
  const { loading, [name]: sample } = samples(lang)
  if (!sample || !loading) throw new Error(`no sample ${name}`)
  if (anew) await page.evaluate((shown) => window.show(shown), shownOf(loading, lang))
  await page.evaluate((shown) => window.show(shown), shownOf(sample, lang))
}

const asked = (): Promise<Asked[]> => page.evaluate(() => window.sent.filter((one) => one.type === 'events'))
const rows = () => page.locator('.event')
const texts = () => rows().locator('.what').allTextContents()
const row = (at: number) => page.locator(`[data-row="${at}"]`)
const focusedRow = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.row)
const foot = () => page.locator('.foot > :first-child').textContent()
const shown = (count: number, of = count) =>
  `已显示 ${count.toLocaleString('en-US')} 条，共 ${of.toLocaleString('en-US')} 条`
const places = () =>
  page
    .locator('main > section')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('aria-label'), (one as HTMLElement).offsetTop]))

/** Events of no story. */
const event = (id: number, text: string): EventView => ({
  ...{ id, text, day: '11-14', channel: '电话', contact: false, doubt: '', details: [] },
})
const tell = (to: Asked | undefined, text: string) =>
  page.evaluate((told) => window.tell(told), {
    type: 'events' as const,
    keyShort: to?.keyShort ?? '',
    asked: to?.asked ?? 0,
    events: { events: [event(1, text)], next: null },
  })

beforeEach(() =>
  page.evaluate(() => {
    window.sent = []
  }),
)

describe('the view', () => {
  it('takes the place that was kept for it: no part moves when it comes', async () => {
    await show('view-waiting')
    const before = await places()
    await show('view-one-matter', 'zh-CN', false)
    await rows().first().waitFor()
    expect(await places()).toEqual(before)
  })

  it('moves nothing while the timeline is narrowed', async () => {
    await show('view')
    await rows().first().waitFor()
    const before = await places()
    await page.getByLabel('渠道').selectOption('counter')
    await expect.poll(() => rows().count()).toBe(4)
    expect(await places()).toEqual(before)
  })

  it('of another customer is not shown', async () => {
    const sample = samples('zh-CN').view
    if (sample?.page !== 'panel' || !sample.customer) throw new Error('no sample')
    const seenOnly = [
      '.event',
      '.changes h3',
      'figure',
      'button.of',
      '.due:nth-of-type(2)',
      '[aria-label=关联] p',
    ]
    const counts = () => Promise.all(seenOnly.map((one) => page.locator(one).count()))
    await show('view')
    await rows().first().waitFor()
    expect(await counts()).not.toContain(0)
    const wrong = { ...sample, customer: { ...sample.customer, keyShort: 'b09d…4e77' } }
    await page.evaluate((shown) => window.show(shown), shownOf(wrong, 'zh-CN'))
    await page.locator('[aria-busy=true] .events').waitFor()
    expect(await counts()).toEqual(seenOnly.map(() => 0))
    expect(await page.locator('[aria-busy=true] .events').count()).toBe(1)
  })

  test.each([
    ['view-forbidden', 0],
    ['view-unknown', 0],
    ['view-unreachable', 1],
  ])('%s says why and leaves checks and tips; other tries: %i', async (name, tries) => {
    await show(name)
    const again = page.locator('.doubt button')
    expect(await page.locator('.doubt h3').textContent()).toMatch(/往来/)
    expect(await again.count()).toBe(tries)
    expect(await page.locator('.tip').count()).toBe(1)
    if (!tries) return
    await again.click()
    expect(await page.evaluate(() => window.sent)).toContainEqual({
      type: 'view-again',
      keyShort: '7f3a…c21e',
    })
  })
})

describe('the timeline', () => {
  it('draws what is in sight of five thousand events, and comes to the last of them', async () => {
    await show('view-long')
    await rows().first().waitFor()
    expect(await foot()).toBe(shown(50, 5000))
    const box = page.locator('.events')
    await expect
      .poll(
        async () => {
          await box.evaluate((one) => one.scrollTo(0, one.scrollHeight))
          return foot()
        },
        { timeout: 20_000, interval: 30 },
      )
      .toBe(shown(5000))
    expect(await rows().count()).toBeLessThan(40)
    await box.evaluate((one) => one.scrollTo(0, one.scrollHeight))
    await row(4999).waitFor()
    const last = page.locator('.events li').last()
    expect([await last.getAttribute('aria-posinset'), await last.getAttribute('aria-setsize')]).toEqual([
      '5000',
      '5000',
    ])
    expect((await asked()).length).toBe(26)
    expect(await page.getByRole('button', { name: '取更早的' }).count()).toBe(0)
  })

  it('comes by the button too', async () => {
    await show('view-long')
    await rows().first().waitFor()
    await page.getByRole('button', { name: '取更早的' }).click()
    await expect.poll(foot).toBe(shown(250, 5000))
  })

  it('is walked by keys, one stop for Tab', async () => {
    await show('view-long')
    await row(0).focus()
    expect(await page.locator('.event[tabindex="0"]').count()).toBe(1)
    const walk = [
      ['ArrowDown', '1'],
      ['ArrowDown', '2'],
      ['ArrowUp', '1'],
      ['PageDown', '7'],
      ['PageUp', '1'],
      ['End', '49'],
      ['Home', '0'],
      ['ArrowUp', '0'],
    ] as const
    for (const [key, to] of walk) {
      await page.keyboard.press(key)
      await expect.poll(focusedRow, { interval: 20 }).toBe(to)
      const inSight = await row(Number(to)).evaluate((one) => {
        const [box, own] = [one.closest('.events') as Element, one.getBoundingClientRect()]
        const { top, bottom } = box.getBoundingClientRect()
        return own.top >= top - 1 && own.bottom <= bottom + 1
      })
      expect(inSight, `${key} to ${to}`).toBe(true)
    }
  })

  it('keeps the focus on a row that is scrolled out of sight', async () => {
    await show('view-long')
    await row(3).focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.events').evaluate((one) => one.scrollTo(0, 900))
    await row(40).waitFor()
    expect(await focusedRow()).toBe('4')
  })

  it('opens a row in place, sums masked, and the rows after it make way', async () => {
    await show('view')
    await row(1).click()
    const details = page.locator('.event-details')
    expect(await details.locator('dt').allTextContents()).toEqual(['时间', '渠道', '金额', '方式', '余额'])
    expect(await details.locator('.masked').count()).toBe(2)
    const [open, next] = [await details.boundingBox(), await row(2).boundingBox()]
    expect(next?.y ?? 0).toBeGreaterThanOrEqual((open?.y ?? 0) + (open?.height ?? 0) - 1)
    await details.locator('.masked').first().focus()
    await page.keyboard.down('Space')
    expect(await page.evaluate(() => window.sent.at(-1))).toMatchObject({
      type: 'reveal',
      name: 'event-1-amount',
    })
    await page.keyboard.up('Space')
    await row(1).click()
    expect(await details.count()).toBe(0)
  })

  it('asks the edge for what it is narrowed to', async () => {
    await show('view')
    await rows().first().waitFor()
    await page.getByLabel('渠道').selectOption({ label: '电话 3' })
    await expect.poll(foot).toBe(shown(3))
    await page.getByLabel('类别').selectOption('complaint_opened')
    await expect.poll(foot).toBe('已显示 2 条')
    expect(await texts()).toEqual(['提出投诉：转账失败', '提出投诉：收费'])
    await page.getByRole('button', { name: '联系 5' }).click()
    await expect.poll(foot).toBe(shown(5))
    await page.getByRole('button', { name: '联系 5' }).click()
    await expect.poll(foot).toBe(shown(12))
    expect((await asked()).map(({ channels, kinds }) => [...channels, ...kinds])).toEqual([
      [],
      ['phone'],
      ['phone', 'complaint_opened'],
      ['contact', 'complaint_opened'],
      [],
    ])
  })

  it('stays narrowed, and says to what, when it is told anew and in another language', async () => {
    await show('view')
    await page.getByRole('button', { name: '联系 5' }).click()
    await expect.poll(foot).toBe(shown(5))
    await show('view', 'en', false)
    await expect.poll(texts).toContain('Complaint opened: a failed transfer')
    expect(await page.locator('.filters [aria-pressed=true]').allTextContents()).toEqual(['Contacts5'])
    expect(await page.getByLabel('Kind').inputValue()).toBe('')
    expect(await foot()).toBe('5 of 5 shown')
  })

  it('drops what comes late for what it was narrowed to before', async () => {
    await show('view-asking')
    const [before] = await asked()
    await page.getByLabel('渠道').selectOption('counter')
    await expect.poll(async () => (await asked()).length).toBe(2)
    await tell(before, '以前的')
    await tell((await asked()).at(-1), '现在的')
    await expect.poll(texts).toEqual(['现在的'])
  })

  it('drops what comes for another customer', async () => {
    await show('view-asking')
    const [first] = await asked()
    await tell(first && { ...first, keyShort: 'b09d…4e77' }, '别人的')
    await tell(first, '自己的')
    await expect.poll(texts).toEqual(['自己的'])
  })

  it('says why earlier ones could not be had, and tries again by the button alone', async () => {
    await show('view-asking')
    const [first] = await asked()
    await page.evaluate((told) => window.tell(told), {
      type: 'events' as const,
      keyShort: first?.keyShort ?? '',
      asked: first?.asked ?? 0,
      events: { failed: '没有取到往来：连不上决策服务' },
    })
    await expect.poll(foot).toBe('没有取到往来：连不上决策服务')
    expect((await asked()).length).toBe(1)
    await page.locator('.foot').getByRole('button', { name: '再取一次' }).click()
    await expect.poll(async () => (await asked()).length).toBe(2)
  })
})

describe('where a value is from', () => {
  it.each(['Enter', ' '])('is told on %j', async (key) => {
    await show('view')
    await page.locator('.legend .of').first().focus()
    await page.keyboard.press(key)
    expect(await page.locator('.legend .origin').textContent()).toContain('来源 core')
    await page.keyboard.press(key)
    expect(await page.locator('.origin').count()).toBe(0)
  })

  it('of an old value says that it is not used, in grey', async () => {
    await show('view')
    await page.locator('.other-facts .link').click()
    expect(await page.locator('.stale').textContent()).toContain('旧，未采用')
  })
})

const dealings = () => page.getByRole('region', { name: '往来', exact: true })

describe('a complaint that the decision rests on', () => {
  it('stays where no open matter is known of otherwise', async () => {
    await show('view-nothing')
    await dealings().getByText('还没有往来。').waitFor()
    expect(await page.locator('.due h2').allTextContents()).toEqual([expect.stringContaining('未结投诉')])
  })
})

it('no figure stands beside the word that there is nothing', async () => {
  await show('view-nothing')
  await dealings().getByText('还没有往来。').waitFor()
  expect(await foot()).toBe('')
})

it('the parts of a mix come to the whole', async () => {
  await show('view')
  const parts = await page.locator('.charts .legend li').allTextContents()
  expect(parts).toEqual(['柜面4', '电话3', '手机银行2', '其余渠道3'])
})

it('the figures behind a chart are there', async () => {
  await show('view')
  await page.locator('.charts summary').last().click()
  expect(await page.locator('.charts details[open] tbody tr').count()).toBe(12)
  expect(await page.getByRole('img', { name: '近 12 个月往来 12 次，11 月最多（5 次）' }).count()).toBe(1)
})
