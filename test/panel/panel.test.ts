import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Language } from '../../worker/contract/text.ts'
import { shownOf } from './gallery-html.ts'
import { openPanel } from './opened.ts'
import { samples } from './samples.ts'

let page: Page

openPanel((opened) => {
  page = opened
})

async function show(name: string, lang: Language = 'zh-CN'): Promise<void> {
  const sample = samples(lang)[name]
  if (!sample) throw new Error(`no sample ${name}`)
  // A page of nothing between two states, so that none is built on the one before.
  await page.evaluate((shown) => window.show(shown), shownOf(samples(lang).loading ?? sample, lang))
  await page.evaluate((shown) => window.show(shown), shownOf(sample, lang))
  await page.locator('main[aria-busy=true]').waitFor({ state: name === 'loading' ? 'attached' : 'detached' })
}
const sent = () => page.evaluate(() => window.sent)
const focused = () => page.evaluate(() => document.activeElement?.textContent)
const names = Object.keys(samples('en'))

describe.each(['zh-CN', 'en'] as const)('every state in %s', (lang) => {
  test.each(names)(
    '%s: has one first heading, no step left out, and a name on every control',
    async (name) => {
      await show(name, lang)
      const levels = await page
        .locator('h1, h2, h3')
        .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
      expect(levels[0]).toBe(1)
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      expect(levels.every((level, at) => at === 0 || level <= (levels[at - 1] ?? 0) + 1)).toBe(true)
      const controls = await page
        .locator('button, a')
        .evaluateAll((all) => all.map(({ textContent }) => textContent?.trim()))
      expect(controls.every(Boolean)).toBe(true)
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang)
    },
  )

  test.each(names)('%s: fits from 200 to 480 pixels', async (name) => {
    await show(name, lang)
    for (const width of [200, 320, 400, 480]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(
        width,
      )
    }
    await page.setViewportSize({ width: 400, height: 900 })
  })
})

test.each([
  ['beside', '现在重试', 'retry'],
  ['stale', '取最新', 'refresh'],
])('a line above the rest has its way on: %s', async (sample, button, type) => {
  await show(sample)
  await page.evaluate(() => {
    window.sent = []
  })
  await page.locator('.notices').getByRole('button', { name: button }).click()
  expect(await sent()).toEqual([{ type }])
})

describe('the first screen', () => {
  it('holds checks, tips and the open complaint at 900 pixels', async () => {
    await show('full')
    const box = await page.locator('.due').boundingBox()
    expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThan(900)
  })
})

describe('answering a tip', () => {
  beforeEach(() => show('full'))

  test.each([
    ['1', 'accepted'],
    ['2', 'deferred'],
  ])('key %s: %s, once', async (key, answer) => {
    await page.keyboard.press(key)
    await page.keyboard.press(key)
    expect(await sent()).toEqual([
      { type: 'answer', keyShort: '7f3a…c21e', tipId: 'complaint-progress', answer },
    ])
  })

  it('key 3 asks why, in place; a digit there is the reason', async () => {
    await page.keyboard.press('3')
    expect(await page.locator('legend').textContent()).toBe('为什么不适合')
    expect(await sent()).toEqual([])
    await page.keyboard.press('2')
    expect(await sent()).toMatchObject([{ answer: 'dismissed', reasonId: 'already-done' }])
  })

  it('Escape goes back from the reasons', async () => {
    await page.keyboard.press('3')
    await page.keyboard.press('Escape')
    expect(await page.locator('.answers').count()).toBe(1)
    expect(await sent()).toEqual([])
  })

  test.each(['Control+1', 'Alt+1', 'Shift+1', '4', '0'])('%s answers nothing', async (key) => {
    await page.keyboard.press(key)
    expect(await sent()).toEqual([])
  })

  it('a key held down answers nothing more', async () => {
    await page.keyboard.down('3')
    await page.keyboard.down('3')
    await page.keyboard.down('3')
    await page.keyboard.up('3')
    expect(await sent()).toEqual([])
    expect(await page.locator('legend').count()).toBe(1)
  })

  it('goes to the tip that is open', async () => {
    await page.locator('.turn').first().click()
    await page.keyboard.press('1')
    expect(await sent()).toMatchObject([{ tipId: 'maturity-choices' }])
  })

  it('moves the focus on to the next tip and says that it was taken', async () => {
    await page.locator('.answers .primary').focus()
    await page.keyboard.press('Enter')
    const sample = samples('zh-CN').full
    if (sample?.page !== 'panel' || sample.view.state !== 'decided') throw new Error('no full sample')
    const view = { ...sample.view, tips: sample.view.tips.slice(1) }
    await page.evaluate((shown) => window.show(shown), shownOf({ page: 'panel', view }, 'zh-CN'))
    await page.getByText('已记下').waitFor({ state: 'attached' })
    expect(await focused()).toBe('1接受')
    expect(await page.locator('article').getAttribute('aria-label')).toBe('定期到期怎么安排')
  })
})

describe('the steps of the contact', () => {
  const open = { type: 'step', keyShort: '7f3a…c21e', stepId: 'risk-disclosed' }

  it('are ticked by keyboard, under their names; the tick stands when it is recorded', async () => {
    await show('full')
    const step = page.getByRole('checkbox', { name: '宣读风险揭示' })
    await step.focus()
    await page.keyboard.press('Space')
    expect(await sent()).toEqual([open])
    expect(await step.isChecked()).toBe(false)
    expect(await step.evaluate((box) => box === document.activeElement)).toBe(true)
  })

  it('that are done show when, say that they stay, and stay', async () => {
    await show('full')
    const step = page.getByRole('checkbox', { name: '核对身份' })
    expect(await step.isChecked()).toBe(true)
    expect(await page.getByLabel('核对身份').locator('xpath=..').textContent()).toMatch(/核对身份\d\d:\d\d/)
    expect(await step.getAttribute('aria-disabled')).toBe('true')
    expect(await page.getByTitle('不能撤回').count()).toBe(2)
    await step.click({ force: true })
    expect(await sent()).toEqual([])
    expect(await step.isChecked()).toBe(true)
  })

  it('leave the digits to the tips', async () => {
    await show('full')
    await page.getByRole('checkbox', { name: '宣读风险揭示' }).focus()
    await page.keyboard.press('2')
    expect(await sent()).toMatchObject([{ type: 'answer', answer: 'deferred' }])
  })

  it('can be ticked while the edge is away', async () => {
    await show('unreachable', 'en')
    await page.getByRole('checkbox', { name: 'Risk disclosure read' }).click()
    expect(await sent()).toEqual([open])
  })
})

describe('what is folded', () => {
  beforeEach(() => show('full'))

  it('opens by keyboard and says so', async () => {
    const rule = page.locator('.check .open').first()
    await rule.focus()
    await page.keyboard.press('Enter')
    expect(await rule.getAttribute('aria-expanded')).toBe('true')
    const opened = page.locator(`[id="${await rule.getAttribute('aria-controls')}"]`)
    expect(await opened.textContent()).toContain('第十二条')
  })

  it('holds the checks that passed, the tips not shown with their reasons, and the other tips', async () => {
    await page.getByText('项通过').click()
    await page.getByText('条未显示').click()
    await page.getByText('其余提示').click()
    expect(await page.locator('.fold .verdict.pass').count()).toBeGreaterThan(5)
    expect(await page.getByText('不适用于这位客户').count()).toBe(1)
    expect(await page.locator('.queue > li').count()).toBe(6)
  })
})

describe('the ways on', () => {
  test.each([
    ['signed-out', '登录', 'sign-in'],
    ['unreachable', '现在重试', 'retry'],
    ['conflict', '再读一次', 'retry'],
  ])('%s: %s', async (name, label, type) => {
    await show(name)
    await page.getByRole('button', { name: label }).click()
    expect(await sent()).toEqual([{ type }])
  })

  it('the other language', async () => {
    await show('calm')
    await page.getByRole('button', { name: 'English' }).click()
    expect(await sent()).toEqual([{ type: 'language', language: 'en' }])
  })
})
