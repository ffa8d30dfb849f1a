import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileText } from '../../extension/console/content/files.ts'
import { importPlan, playbookIn } from '../../extension/console/history/import-plan.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { type Opened, openConsole } from './opened.ts'
import { changes, inForce } from './story.ts'

const now = inForce.playbook as Playbook
const asRead = (playbook: Playbook) => {
  const read = playbookIn(JSON.parse(fileText(playbook)))
  if (!('playbook' in read)) throw new Error(`not read: ${read.wrongAt}`)
  return read.playbook
}

/** The playbook in force with another word for one tip, another open one, without a check, and another time zone. */
const other: Playbook = {
  ...now,
  timeZone: 'Asia/Tokyo',
  tips: now.tips.map((tip) =>
    ['transfer-limit', 'maturity-choices'].includes(tip.id) ? { ...tip, cap: { max: 9, days: 9 } } : tip,
  ),
  checks: now.checks.slice(1),
}

describe('what a file would change', () => {
  test('a playbook exported and read again changes nothing', () => {
    expect(importPlan(now, asRead(now), changes, 'zh-CN')).toEqual({ drafts: [], skipped: [], beyond: [] })
  })

  test('one draft an item, none of what somebody writes at, and the rest is named', () => {
    const { drafts, skipped, beyond } = importPlan(now, asRead(other), changes, 'zh-CN')
    expect(drafts.map(({ kind, itemId, content }) => [kind, itemId, content === null])).toEqual([
      ['tip', 'transfer-limit', false],
      ['check', now.checks[0]?.id, true],
    ])
    expect(skipped.map(({ itemId }) => itemId)).toEqual(['maturity-choices'])
    expect(beyond).toEqual(['时区'])
  })

  test.each<[string, object | undefined, string]>([
    ['no JSON', undefined, ''],
    ['something else', { schema: 1 }, 'timeZone'],
    ['one item', { ...now, tips: [{ id: 'x' }] }, 'tips.0.id'],
  ])('%s is no playbook', (_, read, wrongAt) => {
    expect(playbookIn(read)).toEqual({ wrongAt })
  })
})

describe('in the page', () => {
  let opened: Opened
  beforeAll(async () => {
    opened = await openConsole()
  }, 120_000)
  afterAll(() => opened?.close())

  const choose = (name: string, text: string) =>
    opened.page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  const sent = () =>
    opened.page.evaluate(() => (globalThis as unknown as { sent: { method: string; path: string }[] }).sent)

  test('differences are shown, nothing is sent before it is asked for, and drafts alone then', async () => {
    await opened.show('history-maker', 'zh-CN')
    await choose('bank.json', fileText(other))
    await opened.page.getByText('9 天至多 9 次').waitFor()
    await opened.page.getByText('有 1 项已经有人在写，会跳过：').waitFor()
    expect(await sent()).toEqual([])
    await opened.page.getByRole('button', { name: '建 2 份草稿' }).click()
    await opened.page.getByRole('status').getByText('没有建成').first().waitFor()
    expect((await sent()).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/changes',
      'POST /v1/changes',
    ])
  })

  test('a file that is none is refused with the place', async () => {
    await opened.show('history-maker', 'en')
    await choose('x.json', '{"schema":1}')
    await opened.page.getByText('x.json is no playbook file: “timeZone” is wrong').waitFor()
  })
})
