import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { ROOT } from '../stand/paths.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'
import { answer, chooseRare, openPerson, type Person, press } from './person.ts'

/** Well before the minute after which all is told again; how quick it is, `bench:push` measures. Milliseconds. */
const AT_ONCE = 20_000
const SAY = '该基金今天起暂停赎回，恢复时间以公告为准。'
const REASON = '公告已更正'

let agent: Agent
let writer: Person
let approver: Person
let writing: Page
let approving: Page
let panel: Page
let eyes: Eyes

beforeAll(async () => {
  agent = await openAgent({ sampleSize: 3000 })
  writer = await openPerson(agent, 'supervisor-01')
  approver = await openPerson(agent, 'approver-01')
  writing = await writer.console('')
  approving = await approver.console('')
  const opened = await agent.open('spa', firstCustomer(agent.stand).number)
  eyes = opened.eyes
  await eyes.wait('badge', ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none', 60_000)
  panel = await agent.panel(opened.page)
  await opened.page.bringToFront()
})
afterAll(async () => {
  for (const one of [writer, approver, agent]) await one?.close()
})

const goTo = (page: Page, name: string) =>
  page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click()
/** What stands in the panel to be said. */
const says = async () => (await panel.locator('.tip .say').allTextContents()).join('\n')

/** What each step of docs/first-tip.md does, by its number. */
const steps: Record<string, () => Promise<void>> = {
  async 1() {
    await goTo(writing, '提示')
    await press(writing, '新建')
    const dialog = writing.getByRole('dialog')
    await dialog.getByRole('textbox').fill('fund-frozen')
    await dialog.getByRole('button', { name: '开始写' }).click()
  },
  async 2() {
    await writing.getByLabel('CEL 文本 · 给谁').fill('customer.age >= 18')
    await expect.poll(() => writing.locator('.con-condition').first().innerText()).toContain('年龄')
  },
  async 3() {
    const words = {
      '中文 · 标题': '基金暂停赎回',
      'English · 标题': 'Redemptions suspended',
      '中文 · 对客户说': SAY,
      'English · 对客户说': 'Redemptions of this fund are suspended from today.',
      '中文 · 为什么（给坐席看）': '公司公告',
      'English · 为什么（给坐席看）': 'Announcement of the fund',
    }
    for (const [label, text] of Object.entries(words))
      await writing.getByLabel(label, { exact: true }).fill(text)
  },
  async 4() {
    for (const label of ['接受可能', '此刻合适', '价值', '主管权重'])
      await writing.getByLabel(label, { exact: true }).fill('1')
  },
  async 5() {
    await writing.getByLabel('随推送发一条通知').check()
    await writing.getByRole('radio', { name: /^紧急/ }).check()
    await writing.getByLabel('中文 · 通知内容').fill('该基金暂停赎回，不要再介绍。')
    await writing.getByLabel('English · 通知内容').fill('Redemptions are suspended; do not offer this fund.')
  },
  async 6() {
    await press(writing, '提交复核')
    await writing.getByText('你是经办，不能批准自己的草稿').waitFor()
    expect(await writing.getByRole('button', { name: '批准并推送' }).count()).toBe(0)
  },
  async 7() {
    await goTo(approving, '提示')
    await approving.getByRole('link', { name: /基金暂停赎回/ }).click()
    await press(approving, '批准并推送')
    await answer(approving, '批准并推送')
  },
  async 8() {
    await expect.poll(says, { timeout: AT_ONCE }).toContain(SAY)
    await panel.getByText('该基金暂停赎回，不要再介绍。').first().waitFor()
    await panel.getByRole('button', { name: '知道了' }).click()
    await panel.getByRole('button', { name: '知道了' }).waitFor({ state: 'detached' })
  },
  async 9() {
    await goTo(writing, '推送与回执')
    const read = writing.locator('.con-notice dd').nth(2)
    await expect.poll(() => read.innerText(), { timeout: 10_000 }).toMatch(/^1 \/ /)
  },
  async 10() {
    await goTo(writing, '提示')
    await writing.getByRole('link', { name: /基金暂停赎回.*生效/ }).click()
    await chooseRare(writing, '立刻撤下')
    await answer(writing, '立刻撤下', REASON)
    await expect.poll(says, { timeout: AT_ONCE }).not.toContain(SAY)
    await goTo(approving, '策略包历史')
    const had = approving.getByRole('row', { name: /批准了.*fund-frozen/ })
    await had.getByRole('button', { name: '退回到这一版' }).click()
    await answer(approving, '退回到这一版', REASON)
    await expect.poll(says, { timeout: AT_ONCE }).toContain(SAY)
    await goTo(writing, '审计')
    for (const action of ['change.approve', 'playbook.withdraw', 'playbook.rollback'])
      await writing.getByTitle(action, { exact: true }).first().waitFor()
  },
}

const guide = (file: string) => readFileSync(join(ROOT, 'docs', file), 'utf8')
const titles = (file: string) =>
  [...guide(file).matchAll(/^## (\d+)\. (.*)$/gm)].map(([, number = '', title]) => ({ number, title }))

describe.each(['first-tip.md', 'first-tip.zh-CN.md'])('%s', (file) => {
  test('has exactly the steps that are carried out here', () => {
    expect(titles(file).map(({ number }) => number)).toEqual(Object.keys(steps))
  })
})

let done = 0
test.for(titles('first-tip.md'))(
  'step $number: $title',
  { timeout: 60_000 },
  async ({ number }, { skip }) => {
    // Each goes on from where the one before came to.
    skip(done !== Number(number) - 1, 'the step before failed')
    await steps[number]?.()
    done = Number(number)
  },
)
