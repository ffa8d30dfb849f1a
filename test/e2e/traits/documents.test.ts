import { afterAll, beforeAll, expect, test } from 'vitest'
import { Eyes } from '../../stand/eyes.ts'
import { guards, isBadge, openTraitAgent, shows, type TraitAgent, throughout } from './agent.ts'

let agent: TraitAgent
beforeAll(async () => {
  agent = await openTraitAgent({ keepPages: true })
})
afterAll(() => agent?.close())

test('back-forward: a page kept whole comes back with the right badge and its guard', async () => {
  const opened = await throughout(agent, 'back-forward')
  const { page, eyes } = opened
  const restored = () => page.evaluate(() => Reflect.get(window, 'restored'))
  await page.goBack()
  expect(await restored()).toBe(true)
  await shows(eyes, agent.key8.first)
  await page.goForward()
  expect(await restored()).toBe(true)
  await shows(eyes, agent.key8.second)
  await guards(agent, opened)
  await page.close()
})

test('prerender: a document drawn in advance counts when it is shown', async () => {
  const page = await agent.context.newPage()
  const eyes = await Eyes.open(page)
  const session = await agent.context.newCDPSession(page)
  await session.send('Preload.enable')
  const states: string[] = []
  session.on('Preload.prerenderStatusUpdated', ({ status }) => states.push(status))
  await page.goto(agent.url('prerender'))
  await expect.poll(() => states, { timeout: 10_000 }).toContain('Ready')
  await shows(eyes, agent.key8.first)
  const others = (seen: Awaited<ReturnType<Eyes['look']>>) =>
    seen.length !== 1 || !seen.every((one) => isBadge(one) && one.key8 === agent.key8.first)
  await eyes.never('the page drawn in advance counts', others, 1500)
  await page.click('text="下一位"')
  await expect.poll(() => states, { timeout: 10_000 }).toContain('Success')
  expect(await page.evaluate(() => Reflect.get(window, 'began'))).toBe(true)
  await shows(eyes, agent.key8.second)
  await guards(agent, { page, eyes })
  await page.close()
})
