import type { Page } from 'playwright-core'
import { describe, expect, it, test } from 'vitest'
import type { FromPanel } from '../../extension/messages.ts'
import type { ScriptView } from '../../extension/views.ts'
import { shownOf } from './gallery-html.ts'
import { openPanel } from './opened.ts'
import { samples } from './samples.ts'

let page: Page

openPanel((opened) => {
  page = opened
})

const stateOf = (name: string) => samples('zh-CN')[name]
const scriptOf = (name: string) => (stateOf(name) as { script: ScriptView }).script

async function show(name: string): Promise<void> {
  const [loading, sample] = [stateOf('loading'), stateOf(name)]
  if (!loading || !sample) throw new Error(`no sample ${name}`)
  for (const one of [loading, sample])
    await page.evaluate((shown) => window.show(shown), shownOf(one, 'zh-CN'))
  await page.locator('main[aria-busy=true]').waitFor({ state: 'detached' })
}
const moves = async () =>
  (await page.evaluate(() => window.sent)).flatMap((one: FromPanel) =>
    one.type === 'script' ? [one.move] : [],
  )
const focused = () => page.evaluate(() => document.activeElement?.textContent)

describe('a script under way', () => {
  test.each([
    ['Enter', { do: 'done', stepId: 'open-complaint' }],
    ['ArrowDown', { do: 'done', stepId: 'open-complaint' }],
    ['ArrowUp', { do: 'back' }],
  ])('%s moves it', async (key, move) => {
    await show('script')
    await page.keyboard.press(key)
    expect(await moves()).toEqual([move])
  })

  it('skips an optional step by S, and a required one by nothing', async () => {
    await show('script')
    await page.keyboard.press('s')
    expect(await moves()).toEqual([])
    expect(await page.getByRole('button', { name: '跳过' }).count()).toBe(0)
    await show('script-optional')
    await page.keyboard.press('s')
    expect(await moves()).toEqual([{ do: 'skipped', stepId: 'branch' }])
  })

  it('leaves keys to other parts of the panel and to the browser', async () => {
    await show('script')
    await page.locator('section .check .open').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('s')
    expect(await moves()).toEqual([])
    await page.locator('.steps .now').focus()
    await page.keyboard.press('Control+Enter')
    expect(await moves()).toEqual([])
    await page.keyboard.press('1')
    expect(await page.evaluate(() => window.sent)).toMatchObject([{ type: 'answer', answer: 'accepted' }])
  })

  it('ends one step however long the key is held', async () => {
    await show('script')
    await page.keyboard.down('Enter')
    await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    expect(await moves()).toHaveLength(1)
  })

  it('is pressed once by Enter on its own button', async () => {
    await show('script')
    await page.getByRole('button', { name: '完成' }).focus()
    await page.keyboard.press('Enter')
    expect(await moves()).toEqual([{ do: 'done', stepId: 'open-complaint' }])
  })

  it('speaks the other language on a press, marked as such', async () => {
    await show('script')
    await page.getByRole('button', { name: '用英文说' }).click()
    expect(await moves()).toEqual([{ do: 'speak', language: 'en' }])
    await show('script-other')
    const say = page.locator('.steps .say')
    expect(await say.getAttribute('lang')).toBe('en')
    expect(await say.textContent()).toMatch(/a failed transfer on 14 November/)
    expect(await page.locator('.steps .now b').textContent()).toBe('先说投诉进展')
  })

  it('carries the focus to the next step, and says it', async () => {
    await show('script')
    await page.locator('.steps .now').focus()
    await page.evaluate((shown) => window.show(shown), shownOf(stateOf('script-optional') as never, 'zh-CN'))
    await expect.poll(focused).toContain('问是否预约网点')
    await expect
      .poll(() => page.locator('section .unseen[role=status]').allTextContents())
      .toContainEqual(expect.stringContaining('问是否预约网点'))
  })

  it('shows nothing of one customer’s once another is there', async () => {
    await show('script')
    expect(await page.locator('.steps').textContent()).toContain('11 月 14 日')
    await show('calm')
    expect(await page.locator('.steps').count()).toBe(0)
  })
})

describe('the search', () => {
  const option = () => page.locator('[role=option][aria-selected=true]')
  async function search(words: string) {
    await page.keyboard.press('/')
    await page.keyboard.type(words)
    await page.locator('[role=option]').first().waitFor()
  }

  it('is reached by /, chosen in by arrows, and begins a script by Enter', async () => {
    await show('script')
    await search('投诉')
    const first = await option().textContent()
    expect(await option().locator('mark').first().textContent()).toBe('投诉')
    await page.keyboard.press('ArrowDown')
    expect(await option().textContent()).not.toBe(first)
    await page.keyboard.press('ArrowUp')
    expect(await option().textContent()).toBe(first)
    await page.keyboard.press('Enter')
    expect(await moves()).toEqual([{ do: 'start', scriptId: expect.stringMatching(/^complaint/) }])
  })

  describe('while what is in the field is being looked for', () => {
    /** Nothing more is found until `answer`. */
    const hold = () =>
      page.evaluate(() => {
        const { runtime } = chrome
        const { sendMessage } = runtime
        const held = new Promise<void>((resolve) => Object.assign(window, { answer: resolve }))
        const late = (message: { type: string }) =>
          (message.type === 'search' ? held : Promise.resolve()).then(() => sendMessage(message))
        Object.assign(runtime, { sendMessage: late })
      })
    const answer = () => page.evaluate(() => (window as never as { answer(): void }).answer())
    const first = () => page.locator('[role=option]').first().textContent()
    async function typeOver(words: string) {
      await search('挂失')
      await hold()
      await page.getByRole('combobox').fill(words)
    }

    it('Enter opens nothing that was found for the words before, and then what is found', async () => {
      await show('script')
      await typeOver('投诉')
      expect(await first()).toContain('银行卡挂失')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await moves()).toEqual([])
      await answer()
      await expect.poll(moves).toEqual([{ do: 'start', scriptId: expect.stringMatching(/^complaint/) }])
    })

    it.each([
      ['the words are others', () => page.getByRole('combobox').fill('complaint')],
      ['the agent has gone elsewhere', () => page.locator('section .check .open').first().focus()],
      ['the search was left', () => page.keyboard.press('Escape')],
    ])('Enter is of no use once %s', async (_, happens) => {
      await show('script')
      await typeOver('投诉')
      await page.keyboard.press('Enter')
      await happens()
      await answer()
      const field = page.getByRole('combobox')
      await expect
        .poll(async () => !(await field.inputValue()) || (await first())?.includes('投诉'))
        .toBe(true)
      expect(await moves()).toEqual([])
    })
  })

  it('is left by Escape: first the words, then back to the script', async () => {
    await show('script')
    await search('挂失')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('combobox').inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await page.locator('.steps').waitFor()
  })

  it.each([
    ['there is no customer', 'script-look-up'],
    ['two places show different customers', 'conflict-script'],
  ])('opens something to read where %s, and comes back', async (_, sample) => {
    await show(sample)
    await search('挂失')
    await page.keyboard.press('Enter')
    await page.locator('.reading h3').waitFor()
    expect(await focused()).toBe('银行卡挂失')
    expect(await moves()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('combobox').waitFor()
  })

  it('takes digits and letters as words while it is written in', async () => {
    await show('script')
    await page.keyboard.press('/')
    await page.keyboard.type('1s')
    expect(await page.evaluate(() => window.sent)).toEqual([])
  })

  it('says that nothing was found, and what to do', async () => {
    await show('script-look-up')
    await page.keyboard.press('/')
    await page.keyboard.type('xyzzy')
    await page.getByText('没有找到。换个说法，或者少写几个字。').waitFor()
  })

  it('offers likely scripts before anything is typed', async () => {
    await show('script-choose')
    const likely = scriptOf('script-choose').choices.filter((one) => one.likely)
    expect(likely.map(({ id }) => id)).toEqual(['complaint-follow-up', 'deposit-maturity', 'senior-care'])
    await page.getByRole('button', { name: '定期存款到期' }).click()
    expect(await moves()).toEqual([{ do: 'start', scriptId: 'deposit-maturity' }])
  })
})
