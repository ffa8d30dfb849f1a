import { afterAll, beforeAll, expect, test } from 'vitest'
import { byHand, guards, openTraitAgent, shows, type TraitAgent, throughout } from './agent.ts'

let agent: TraitAgent
beforeAll(async () => {
  agent = await openTraitAgent()
})
afterAll(() => agent?.close())

/** How each page leads to the next customer, and what of it may change meanwhile. */
test.each([
  ['hidden-post: a POST into a hidden frame', 'hidden-post'],
  ['update-panel: a partial postback', 'update-panel'],
  ['hash: a router by the hash', 'hash'],
  ['push-state: a router by pushState', 'push-state'],
  ['lost-id: a POST that leaves an address without the number', 'lost-id'],
  ['document-write: the live document written anew', 'document-write'],
])('%s', async (_, path) => {
  const opened = await throughout(agent, path)
  await guards(agent, opened)
  await opened.page.close()
})

test('hidden-post: neither address, request of the document nor history tells of the next customer', async () => {
  const told: string[] = []
  const { page } = await throughout(agent, 'hidden-post', async ({ page }) => {
    page.on('request', (request) =>
      told.push(request.frame() === page.mainFrame() ? request.url() : 'hidden'),
    )
    await page.evaluate(() => {
      for (const type of ['popstate', 'hashchange']) addEventListener(type, () => document.write(type))
    })
    await page.click('text="下一位"')
  })
  expect(told).toEqual(['hidden'])
  expect(page.url()).toBe(agent.url('hidden-post'))
  await page.close()
})

test.each(['hash', 'push-state'])('%s: back to the customer before', async (path) => {
  const { page, eyes } = await throughout(agent, path)
  await page.goBack()
  await shows(eyes, agent.key8.first)
  await page.close()
})

test('in-page-tabs: several customers open, those behind pushed out of the window', async () => {
  const opened = await throughout(agent, 'in-page-tabs')
  const { page, eyes } = opened
  await page.click('input >> nth=0')
  await shows(eyes, agent.key8.first)
  await guards(agent, opened, byHand(page, '.x-on'))
  await page.close()
})

test('in-place: another number typed over the first, at the same address', async () => {
  const { page } = await throughout(agent, 'in-place', async ({ page, eyes }) => {
    await page.click('text="修改"')
    await page.locator('td input').pressSequentially(agent.second.slice(0, 5))
    await eyes.waitGone('the badge of the first', ({ key8 }) => key8 === agent.key8.first)
    await page.locator('td input').pressSequentially(agent.second.slice(5))
    await page.keyboard.press('Enter')
  })
  expect(page.url()).toBe(agent.url('in-place'))
  await page.close()
})

test('two-windows: each shows its own customer, whatever the other does', async () => {
  const one = await throughout(agent, 'two-windows')
  const two = await agent.visit('two-windows')
  await shows(two.eyes, agent.key8.first)
  await shows(one.eyes, agent.key8.second)
  await guards(agent, two)
  await one.page.bringToFront()
  await one.page.click('text="下一位"')
  await shows(one.eyes, agent.key8.first)
  await one.page.click('text="下一位"')
  await shows(one.eyes, agent.key8.second)
  await guards(agent, one)
  await one.page.close()
  await two.page.close()
})
