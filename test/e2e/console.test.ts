import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from '../panel/axe.ts'
import { type ForeignAgent, openForeignAgent } from './foreign/agent.ts'
import { openPerson, type Person, press } from './person.ts'

let lead: ForeignAgent
let page: Page

beforeAll(async () => {
  lead = await openForeignAgent({ sampleSize: 300, account: 'lead-01' })
  page = await lead.context.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await open('tips/app-start')
})
afterAll(() => lead?.close())

async function open(place: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`chrome-extension://${lead.stand.extensionId}/tabs/console.html#${place}`)
  await page.locator('.con-main h1').first().waitFor()
}

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true })
const cel = (): Locator => page.getByRole('textbox', { name: 'CEL 文本 · 给谁' })

/** The edge has it. */
async function saved(): Promise<void> {
  await expect
    .poll(() => page.locator('.con-head').innerText(), { timeout: 30_000 })
    .toMatch(/\d\d:\d\d 已保存/)
}

async function choose(list: Locator, option: string): Promise<void> {
  await list.click()
  await page.keyboard.type(option)
  await page.keyboard.press('Enter')
}

test('a line added in the builder stands in the CEL, the sentence and the difference', async () => {
  expect(await cel().inputValue()).toBe('!customer.app_active')
  await button('加条件').first().click()
  const added = page.locator('.rule').nth(1)
  await choose(added.getByRole('combobox', { name: '事实' }), '资产合计')
  await added.getByRole('spinbutton', { name: '值' }).fill('300000')
  await expect
    .poll(() => cel().inputValue())
    .toBe('!customer.app_active && customer.total_assets >= 300000 * 100')
  await page.locator('.con-rule mark', { hasText: '资产合计 ≥ 30 万元' }).waitFor()
  await page.locator('.con-difference ins', { hasText: '资产合计 ≥ 30 万元' }).waitFor()
})

test('a mistake in the CEL is shown where it is, mended at a press, and the builder follows', async () => {
  await cel().fill('customer.total_asset >= 300000 * 100')
  await page.locator('.con-faults', { hasText: '第 1 行第 1 列' }).waitFor()
  await button('提交复核').click()
  await page.getByText(/还不能提交/).waitFor()
  await button(/是不是“customer.total_assets”/).click()
  await expect.poll(() => cel().inputValue()).toBe('customer.total_assets >= 300000 * 100')
  await saved()
  await cel().fill('customer.total_assets + 1 >= 5 && customer.app_active')
  await page.getByRole('textbox', { name: 'CEL 条件' }).waitFor()
  expect(await page.locator('.rule').count()).toBe(2)
})

test('undo goes back state by state, and what was written is there after a reload', async () => {
  await saved()
  await page.keyboard.press('Control+z')
  await expect.poll(() => cel().inputValue()).toBe('customer.total_assets >= 300000 * 100')
  await page.keyboard.press('Control+Shift+Z')
  await page.keyboard.press('Control+z')
  await saved()
  await page.reload()
  await expect.poll(() => cel().inputValue()).toBe('customer.total_assets >= 300000 * 100')
  await page.locator('.con-head .tag', { hasText: '草稿' }).waitFor()
})

test('what is written while the edge is away lies in the browser and goes when it is back', async () => {
  await lead.stand.stopEdge()
  const say = page.getByRole('textbox', { name: '中文 · 标题' })
  await say.fill('怎么开通手机银行')
  await page.getByText('没有保存上，先存在这个浏览器里').waitFor({ timeout: 30_000 })
  await lead.stand.startEdge()
  await page.reload()
  await expect.poll(() => say.inputValue(), { timeout: 30_000 }).toBe('怎么开通手机银行')
  await saved()
})

test('the maker submits and is told that it is not theirs to approve, whatever else they are', async () => {
  await button('提交复核').click()
  await page.locator('.con-head .tag', { hasText: '待复核' }).waitFor()
  await page.getByText('你是经办，不能批准自己的草稿。').waitFor()
  expect(await button('批准并推送').isDisabled()).toBe(true)
  expect(await page.getByRole('textbox', { name: '中文 · 标题' }).isDisabled()).toBe(true)
  expect(await axeFaults(page)).toEqual([])
})

test('the way of an item and of the playbook can be read, and search leads anywhere', async () => {
  await page.getByRole('link', { name: '历史', exact: true }).click()
  await page.locator('.con-history', { hasText: '提交复核' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('maturity-choices')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '定期到期怎么安排' }).waitFor()
  await page.getByRole('link', { name: '策略包历史' }).click()
  await page.getByRole('cell', { name: '导入', exact: true }).first().waitFor()
})

const titleIn = (writing: Page): Locator => writing.getByRole('textbox', { name: '中文 · 标题' })

/** The edge has what was written there. */
const savedIn = (writing: Page) =>
  expect.poll(() => writing.locator('.con-head').innerText(), { timeout: 30_000 }).toMatch(/\d\d:\d\d 已保存/)

/** Opens a draft in a window that lies behind another: it does not look for what others write. */
async function writingBehind(person: Person): Promise<Page> {
  const writing = await person.console('tips/maturity-choices')
  await titleIn(writing).waitFor()
  await writing.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }))
  return writing
}

/** What a writer is told who was not the quicker one. */
async function overtaken(writing: Page, by: string, texts: { theirs: string; mine: string }): Promise<void> {
  const told = writing.getByRole('alert').filter({ hasText: '也改了这份草稿' })
  await told.getByText(new RegExp(`^${by} 在 .*\\d\\d:\\d\\d.* 也改了这份草稿$`)).waitFor()
  await told.locator('del', { hasText: texts.theirs }).waitFor()
  await told.locator('ins', { hasText: texts.mine }).waitFor()
}

test('of two who write at one draft the slower is told who, when and what, and chooses which text goes on', async () => {
  const people = [await openPerson(lead, 'supervisor-01'), await openPerson(lead, 'supervisor-02')] as const
  try {
    const one = await writingBehind(people[0])
    await titleIn(one).fill('甲一')
    await savedIn(one)
    const two = await writingBehind(people[1])
    expect(await titleIn(two).inputValue()).toBe('甲一')

    await titleIn(one).fill('甲二')
    await savedIn(one)
    await titleIn(two).fill('乙一')
    await overtaken(two, 'supervisor-01', { theirs: '甲二', mine: '乙一' })
    await press(two, '用我的')
    await savedIn(two)

    await titleIn(one).fill('甲三')
    await overtaken(one, 'supervisor-02', { theirs: '乙一', mine: '甲三' })
    await press(one, '用对方的')
    await savedIn(one)
    expect(await titleIn(one).inputValue()).toBe('乙一')
    // The other text is one step back, and goes to the edge from there.
    await press(one, '撤销')
    await savedIn(one)
    expect(await titleIn(one).inputValue()).toBe('甲三')

    // Both have written before: it is the last writer who is named.
    await titleIn(two).fill('乙二')
    await overtaken(two, 'supervisor-01', { theirs: '甲三', mine: '乙二' })
  } finally {
    for (const person of people) await person.close()
  }
})
