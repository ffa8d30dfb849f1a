import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

let agent: Agent
beforeAll(async () => {
  agent = await openAgent()
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const card = ({ kind, focused }: Seen) => kind === 'card' && focused
const open = () => agent.open('webforms', firstCustomer(agent.stand).number)
const button = (seen: Seen, name: string) => seen.buttons.find(({ text }) => text.startsWith(name))

async function openCard(eyes: Eyes): Promise<Seen> {
  await eyes.press(await eyes.wait('badge', badge), /.*/)
  return eyes.wait('card', card)
}

test('a card that was dragged and collapsed stands so on the next page, also after a restart of the browser', async () => {
  const { page, eyes } = await open()
  const shown = await openCard(eyes)
  const grip = button(shown, '⠿')
  if (!grip) throw new Error('nothing to drag by')
  await page.mouse.move(grip.x, grip.y)
  await page.mouse.down()
  await page.mouse.move(grip.x + 90, grip.y + 60, { steps: 5 })
  await page.mouse.up()
  const moved = await eyes.wait('the card there', (one) => card(one) && one.x > shown.x + 80)
  expect([moved.x - shown.x, moved.y - shown.y]).toEqual([90, 60])
  await eyes.press(moved, '−')
  const small = await eyes.wait('the card small', (one) => card(one) && one.height < 60)
  expect(small.buttons).toHaveLength(3)
  await page.close()

  await agent.restartBrowser()
  const next = await open()
  const again = await openCard(next.eyes)
  expect([again.x, again.y, again.height]).toEqual([small.x, small.y, small.height])
  await next.page.close()
})

test('by keyboard alone: the badge moves, shrinks and goes back, the card collapses and gives the focus back', async () => {
  const { page, eyes } = await open()
  const first = await eyes.wait('badge', badge)
  const field = page.locator('textarea').first()
  await field.focus()
  await eyes.inTop(`(() => {
    const host = document.querySelector('fineline-layer[part~=badge]')
    chrome.dom.openOrClosedShadowRoot(host).querySelector('button').focus()
  })()`)
  await page.keyboard.press('ArrowDown')
  await eyes.wait('the badge lower', (one) => badge(one) && one.y === first.y + 16 && one.focused)
  await page.keyboard.press('-')
  await eyes.wait('the mark alone', (one) => badge(one) && one.width < 30 && one.focused)
  await page.keyboard.press('+')
  await page.keyboard.press('Home')
  await eyes.wait('as it was', (one) => badge(one) && one.y === first.y && one.width === first.width)
  await page.keyboard.press('Enter')
  await eyes.wait('card', card)
  await page.keyboard.press('Escape')
  await eyes.waitGone('card', card)
  await eyes.wait('the focus back on the badge', (one) => badge(one) && one.focused)
  await page.close()
})

test('a badge makes room for the field in use under it', async () => {
  const { page, eyes } = await open()
  const shown = await eyes.wait('badge', badge)
  await page.evaluate(({ x, y }) => {
    const field = document.createElement('input')
    field.id = 'under'
    field.style.cssText = `position:fixed;left:${x}px;top:${y}px`
    document.body.append(field)
  }, shown)
  const visible = () =>
    eyes.inTop<string>(
      `getComputedStyle(document.querySelector('fineline-layer[part~=badge]:popover-open')).visibility`,
    )
  expect(await visible()).toBe('visible')
  await page.focus('#under')
  await expect.poll(visible).toBe('hidden')
  await page.locator('textarea').first().focus()
  await expect.poll(visible).toBe('visible')
  await page.close()
})

test('the popup puts everything back and makes badges small', async () => {
  const { page, eyes } = await open()
  const shown = await eyes.wait('badge', badge)
  const popup = await agent.context.newPage()
  await popup.goto(`chrome-extension://${agent.stand.extensionId}/popup.html`)
  await popup.getByRole('checkbox').click()
  await page.bringToFront()
  await eyes.wait('the mark alone', (one) => badge(one) && one.width < 30)
  await popup.bringToFront()
  await popup.getByRole('button', { name: '全部放回原位' }).click()
  await page.bringToFront()
  await eyes.wait('as it was', (one) => badge(one) && one.width === shown.width)
  await popup.close()
  await page.close()
})
