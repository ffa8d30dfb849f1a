import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Adapter, type Screen } from '../../worker/contract/adapter.ts'
import { openChromium } from '../panel/chromium.ts'
import { pageSide } from './page-side.ts'

declare const host: {
  matchScreen: typeof import('../../extension/host/screen.ts')['matchScreen']
  readBinding: typeof import('../../extension/host/frame.ts')['readBinding']
  stepsSeen: typeof import('../../extension/host/health.ts')['stepsSeen']
}

const script = pageSide('screen', 'frame', 'health')

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openChromium()
  page = await browser.newPage()
})
afterAll(() => browser?.close())

const detail = {
  id: 'detail',
  when: { present: [{ css: 'main' }, { css: '.detail' }], absent: [{ css: '.error' }] },
  customer: {
    within: [{ css: '.mine' }],
    number: [{ css: '#no', pattern: '^[0-9]{6}$' }, { css: '.no' }],
    anchor: [{ css: '#name' }, { css: '.name' }],
  },
}
const list = {
  id: 'list',
  when: { present: [{ css: 'table' }] },
  rows: { each: 'tr', number: [{ css: '.no' }, { css: 'input', from: 'value' }], anchor: [{ css: 'td' }] },
}
const { screens } = Adapter.parse({ schema: 1, id: 'old-crm', screens: [detail, list] })

async function seen(body: string): Promise<string[]> {
  await page.setContent(`<!doctype html><main>${body}</main>`)
  await page.evaluate(script)
  const steps = await page.evaluate((all: Screen[]) => {
    const screen = host.matchScreen(document, all)
    const binding = screen && { ...host.readBinding(document, screen), generation: 1 }
    return host.stepsSeen(document, all, binding)
  }, screens)
  return steps.map(({ screen, part, step, outcome }) => `${screen} ${part} ${step} ${outcome}`)
}

const mine = (inner: string) => `<div class=detail><div class=mine>${inner}</div></div>`
const off = 'style="display: none"'

test.each<[string, string, string[]]>([
  [
    'number and name',
    mine('<i id=no>600238</i><i id=name>陆明岑</i>'),
    ['screen 0 read', 'number 1 read', 'anchor 1 read'],
  ],
  [
    'the second steps alone',
    mine('<i class=no>600238</i><i class=name>陆明岑</i>'),
    ['screen 0 read', 'number 1 no-element', 'number 2 read', 'anchor 1 no-element', 'anchor 2 read'],
  ],
  [
    'text of another form, and a name out of sight',
    mine(`<i id=no>无</i><i class=no></i><i id=name ${off}>陆明岑</i>`),
    ['screen 0 read', 'number 1 empty', 'number 2 empty', 'anchor 1 hidden', 'anchor 2 no-element'],
  ],
  [
    'two numbers: no further step',
    mine('<i class=no>600238</i><i class=no>600239</i><i id=name>陆明岑</i>'),
    ['screen 0 read', 'number 1 no-element', 'number 2 ambiguous', 'anchor 1 read'],
  ],
  [
    'a number out of sight beside a name that is seen',
    mine(`<i id=no ${off}>600238</i><i id=name>陆明岑</i>`),
    ['screen 0 read', 'number 1 hidden', 'number 2 no-element', 'anchor 1 read'],
  ],
  [
    'number and name out of sight',
    mine(`<i id=no ${off}>600238</i><i id=name ${off}>陆明岑</i>`),
    ['screen 0 read', 'number 0 hidden'],
  ],
  ['no part of the customer', '<div class=detail></div>', ['screen 0 read', 'number 0 no-element']],
  [
    'the part of the customer out of sight',
    `<div class=detail><div class=mine ${off}></div></div>`,
    ['screen 0 read', 'number 0 hidden'],
  ],
])('a detail screen with %s', async (_, body, expected) => {
  expect(await seen(body)).toEqual(expected.map((one) => `detail ${one}`))
})

test('a list: the rows that can be seen, each by its steps', async () => {
  const rows = '<tr><td class=no>600238<tr><td><input value=600239><tr><td>无<tr style="display: none"><td>无'
  expect(await seen(`<table>${rows}</table>`)).toEqual(
    [
      'screen 0 read',
      'list 0 read',
      'rows 1 read',
      'rows 1 no-element',
      'rows 2 read',
      'rows 1 no-element',
      'rows 2 no-element',
    ].map((one) => `list ${one}`),
  )
})

test('a list without rows, and a long one by its beginning', async () => {
  expect(await seen('<table></table>')).toEqual(['list screen 0 read', 'list list 0 no-element'])
  const long = await seen(`<table>${'<tr><td class=no>600238'.repeat(80)}</table>`)
  expect(long.filter((one) => one === 'list rows 1 read')).toHaveLength(50)
})

test.each([
  ['nothing of any screen', '', ['detail screen 2 no-element', 'list screen 1 no-element']],
  [
    'what must not be there',
    `${mine('')}<p class=error>`,
    ['detail screen 1 unwanted', 'list screen 1 no-element'],
  ],
])('a page with %s: the first condition that does not hold, by screen', async (_, body, expected) => {
  expect(await seen(body)).toEqual(expected)
})

test('a page at another address says nothing', async () => {
  const elsewhere = screens.map((one) => ({
    ...one,
    when: { ...one.when, url: ['https://other.example/*'] },
  }))
  await page.setContent('<main></main>')
  await page.evaluate(script)
  expect(await page.evaluate((all: Screen[]) => host.stepsSeen(document, all, null), elsewhere)).toEqual([])
})
