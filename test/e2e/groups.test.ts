import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillOrder, pressSubmit } from '../stand/crm-driver.ts'
import type { Seen } from '../stand/eyes.ts'
import { HOME } from '../stand/paths.ts'
import { type Agent, openAgent } from './agent.ts'

/** Pictures of the panel, to be looked at. */
const FOLDER = join(HOME, 'groups')

const VULNERABLE = '600271660167'

let agent: Agent
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true })
  agent = await openAgent({ groups: true })
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'

async function speaks(panel: Page, lang: 'zh-CN' | 'en'): Promise<void> {
  await panel.evaluate((language) => chrome.runtime.sendMessage({ type: 'language', language }), lang)
  await panel.locator(`[lang=${lang}] main`).waitFor()
}

test.each([
  ['out of work and behind with a loan', VULNERABLE, '需要关照', '今天不着急，我一步一步说'],
  ['good, and silent for four months', '600291004394', '重点挽回', '有事没给您办好'],
  ['with the bank for six weeks', '600255120053', '新客户', '您在我行开户不久'],
  ['silent for ten months', '600255120061', '休眠客户', '您有一段时间没用账户了'],
])('a customer %s is told apart, and served otherwise', async (_, number, segment, tip) => {
  const { page, eyes } = await agent.open('webforms', number)
  const shown = await eyes.wait('badge', badge, 30_000)
  expect(shown.text).toContain(segment)
  const panel = await agent.panel(page)
  await expect.poll(() => panel.locator('.tip').allInnerTexts()).toContainEqual(expect.stringContaining(tip))
  for (const lang of ['zh-CN', 'en'] as const) {
    await speaks(panel, lang)
    await panel.screenshot({ path: join(FOLDER, `${number}-${lang}.png`), fullPage: true })
  }
  await speaks(panel, 'zh-CN')
  await page.close()
})

test('a sale to a vulnerable customer asks first whether it was understood, and the script is said in other words', async () => {
  const { page, eyes } = await agent.open('webforms', VULNERABLE)
  await eyes.wait('badge', badge, 30_000)
  const panel = await agent.panel(page)
  const order = { product: 'LC0101', amount: '100', disclosed: true }
  await page.bringToFront()
  await pressSubmit(await fillOrder(page, 'webforms', order), 'webforms')
  const { text } = await eyes.wait('the stop', ({ kind }) => kind === 'stop')
  expect(text).toContain('客户有脆弱因素，先确认听懂')
  await page.screenshot({ path: join(FOLDER, 'stop.png') })
  await panel.bringToFront()
  await panel.keyboard.press('/')
  await panel.keyboard.type('挂失')
  await panel.locator('[role=option][aria-selected=true]').filter({ hasText: '挂失' }).waitFor()
  await panel.keyboard.press('Enter')
  await expect.poll(() => panel.locator('.steps .now').innerText()).toContain('一件一件说')
  await panel.screenshot({ path: join(FOLDER, 'script.png'), fullPage: true })
})
