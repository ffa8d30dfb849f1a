import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { guards, isBadge, openTraitAgent, shows, type TraitAgent, throughout } from './agent.ts'
import { PlainBrowser } from './plain-browser.ts'

let agent: TraitAgent
beforeAll(async () => {
  agent = await openTraitAgent({ keepPages: true })
})
afterAll(() => agent?.close())

test('back-forward: a page kept whole comes back with the right badge and its guard', async () => {
  const opened = await throughout(agent, 'back-forward')
  const { page, eyes } = opened
  const restored = () => page.evaluate(() => Reflect.get(window, 'restored') && location.search)
  await page.evaluate(() => history.back())
  await expect.poll(restored).toContain(`khh=${agent.first}`)
  await shows(eyes, agent.key8.first)
  await page.evaluate(() => history.forward())
  await expect.poll(restored).toContain(`khh=${agent.second}`)
  await shows(eyes, agent.key8.second)
  await guards(agent, opened)
  await page.close()
})

test('prerender: a document drawn in advance counts once it is shown', async () => {
  const { extensionDir } = agent.stand
  const browser = await PlainBrowser.open(extensionDir, join(agent.home, 'plain'), agent.url('prerender'))
  onTestFinished(() => browser.close())
  const badges = async () => (await browser.look()).filter(isBadge).map(({ key8 }) => key8)
  await expect.poll(() => browser.states, { timeout: 10_000 }).toContain('Ready')
  await expect.poll(badges, { timeout: 10_000 }).toEqual([agent.key8.first])
  for (const until = Date.now() + 1500; Date.now() < until; )
    expect(await badges()).toEqual([agent.key8.first])
  await browser.evaluate("document.querySelector('a').click()", browser.page)
  await expect.poll(badges, { timeout: 10_000 }).toEqual([agent.key8.second])
  const [shown = ''] = browser.documents
  expect(await browser.evaluate('began', shown)).toBe(true)
  agent.sent()
  const order = (product: string) =>
    browser.evaluate(
      `Object.assign(document.forms[0].cp, { value: '${product}' })
      document.forms[0].je.value = '100000'; document.forms[0].fx.checked = true
      document.querySelector('input[type=submit]').click()`,
      shown,
    )
  await order('LC0190')
  await expect.poll(async () => (await browser.look()).map(({ mark }) => mark)).toContain('block')
  expect(agent.sent()).toEqual([])
  await order('LC0101')
  await expect.poll(agent.sent).toEqual([expect.stringContaining('cp=LC0101')])
})
