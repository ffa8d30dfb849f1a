import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { FromPanel } from '../../extension/messages.ts'
import type { Language } from '../../worker/contract/text.ts'
import { axeFaults } from './axe.ts'
import { shownOf } from './gallery-html.ts'
import { openPanel } from './opened.ts'
import { samples } from './samples.ts'

let page: Page
const TEXT = '862,400.00'

openPanel((opened) => {
  page = opened
})

async function show(name: string, lang: Language = 'en'): Promise<void> {
  const sample = samples(lang)[name]
  if (!sample) throw new Error(`no sample ${name}`)
  await page.evaluate((shown) => window.show(shown), shownOf(sample, lang))
}

const sum = () => page.locator('.sum .masked')
const asked = (): Promise<Extract<FromPanel, { type: 'reveal' }>[]> =>
  page.evaluate(() => window.sent.filter((one) => one.type === 'reveal'))
/** Everything a reader or a program could find on the page. */
const everything = () => page.evaluate(() => document.documentElement.outerHTML)

/** The background tells the value of that hold. */
async function tell(hold?: number): Promise<void> {
  const last = (await asked()).at(-1)?.hold ?? 0
  await page.evaluate((revealed) => window.reveal(revealed), {
    type: 'revealed' as const,
    hold: hold ?? last,
    text: TEXT,
  })
}

async function point(): Promise<void> {
  await sum().scrollIntoViewIfNeeded()
  const box = await sum().boundingBox()
  if (!box) throw new Error('no sum')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
}

beforeEach(async () => {
  await page.mouse.up()
  await show('empty')
  await page.evaluate(() => {
    window.sent = []
  })
  await show('full')
})

describe('a masked value', () => {
  it('stands nowhere on the page, and its button says what it is of', async () => {
    expect(await everything()).not.toMatch(/862,400|182,400|280,000/)
    expect(await sum().getAttribute('aria-pressed')).toBe('false')
    expect(
      await page.getByRole('button', { name: 'about 900,000 CNY Assets Masked, hold to show' }).count(),
    ).toBe(1)
    expect(
      await page.getByRole('button', { name: 'Deposit balance Masked, hold to show', exact: true }).count(),
    ).toBe(1)
  })

  it('is asked for while the pointer holds it, and gone when it is let go', async () => {
    await point()
    await page.mouse.down()
    expect(await asked()).toMatchObject([{ keyShort: '7f3a…c21e', name: 'assets-total' }])
    await tell()
    await sum().getByText(TEXT).waitFor()
    await page.mouse.move(5, 5)
    expect(await sum().textContent()).toContain(TEXT)
    await page.mouse.up()
    await expect.poll(everything).not.toContain(TEXT)
    expect(await asked()).toHaveLength(1)
  })

  it.each(['Space', 'Enter'])('is shown while %s is held, asked for once', async (key) => {
    await sum().focus()
    await page.keyboard.down(key)
    await page.keyboard.down(key)
    await tell()
    await sum().getByText(TEXT).waitFor()
    await page.keyboard.up(key)
    await expect.poll(everything).not.toContain(TEXT)
    expect(await asked()).toHaveLength(1)
  })

  it('is not shown where the value comes after it was let go', async () => {
    await sum().focus()
    await page.keyboard.down('Space')
    await page.keyboard.up('Space')
    await tell()
    expect(await everything()).not.toContain(TEXT)
  })

  it('is not shown for another hold', async () => {
    await sum().focus()
    await page.keyboard.down('Space')
    await tell(((await asked()).at(-1)?.hold ?? 0) - 1)
    expect(await everything()).not.toContain(TEXT)
    await page.keyboard.up('Space')
  })

  test.each([
    ['the focus leaves it', () => page.locator('h2').first().focus()],
    ['the window loses the focus', () => page.evaluate(() => window.dispatchEvent(new Event('blur')))],
    ['another customer comes', () => show('loading')],
    ['it is locked', () => show('locked')],
  ])('is gone when %s', async (_, happens) => {
    await sum().focus()
    await page.keyboard.down('Space')
    await tell()
    await sum().getByText(TEXT).waitFor()
    await happens()
    await expect.poll(everything).not.toContain(TEXT)
    await page.keyboard.up('Space')
  })

  it('is said to who cannot hold, and ends by itself', async () => {
    await page.clock.install()
    await sum().evaluate((button) => (button as HTMLElement).click())
    await tell()
    await page.locator('.sum [role=status]', { hasText: TEXT }).waitFor({ state: 'attached' })
    expect(await sum().getAttribute('aria-pressed')).toBe('true')
    await page.clock.runFor(4900)
    expect(await everything()).toContain(TEXT)
    await page.clock.runFor(200)
    await expect.poll(everything).not.toContain(TEXT)
    await page.clock.resume()
  })

  it('is hidden again by a second press of who cannot hold', async () => {
    const press = () => sum().evaluate((button) => (button as HTMLElement).click())
    await press()
    await tell()
    await sum().getByText(TEXT).waitFor()
    await press()
    await expect.poll(everything).not.toContain(TEXT)
    expect(await asked()).toHaveLength(1)
  })

  it('cannot be selected', async () => {
    await sum().focus()
    await page.keyboard.down('Space')
    await tell()
    await sum().getByText(TEXT).waitFor()
    const selected = await page.evaluate(() => {
      getSelection()?.selectAllChildren(document.body)
      return String(getSelection())
    })
    expect(selected).not.toContain(TEXT)
    await page.keyboard.up('Space')
  })

  test.each(['light', 'dark'] as const)(
    'held, it passes axe in %s and fits in 200 pixels',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await sum().focus()
      await page.keyboard.down('Enter')
      await tell()
      await sum().getByText(TEXT).waitFor()
      expect(await axeFaults(page)).toEqual([])
      await page.setViewportSize({ width: 200, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(200)
      await page.setViewportSize({ width: 400, height: 900 })
      await page.keyboard.up('Enter')
    },
  )
})

it('what a tip tells roughly is there in full to be held', async () => {
  await page.locator('.turn').first().click()
  await page.locator('.tip .masked').focus()
  await page.keyboard.down('Space')
  expect(await asked()).toMatchObject([{ name: 'term_deposit_balance' }])
  await page.keyboard.up('Space')
})
