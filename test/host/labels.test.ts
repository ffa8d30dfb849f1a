import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../fuzz/random.ts'
import { openChromium } from '../panel/chromium.ts'
import { pageSide } from './page-side.ts'

declare const host: typeof import('../../extension/host/labels.ts')

const script = pageSide('labels')

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openChromium()
  page = await browser.newPage()
  await page.setContent(pageOf(6))
  await page.evaluate(script)
})
afterAll(() => browser?.close())

const row = (at: number) =>
  `<tr><td>客户号：</td><td>${at}</td><td><b>客 户</b><i>号</i></td><th>姓名</th></tr>`
const pageOf = (rows: number) =>
  `<body><table>${Array.from({ length: rows }, (_, at) => row(at)).join('')}</table><div><span>客户号</span><span>x</span></div></body>`

/** Changes the page at random, as pages do: text, nodes in and out and elsewhere, also out of and into label cells. */
function change([kind, where, what]: [number, number, number]): void {
  const all = [...document.body.querySelectorAll('td,th,b,i,span,tr,div')]
  const target = all[Math.floor(where * all.length)] as HTMLElement
  const texts = ['客户号', '客户', '号', '姓名', '客户号：', '上次客户号', '']
  const text = texts[Math.floor(what * texts.length)] ?? ''
  const other = all[Math.floor(what * all.length)] as HTMLElement
  const acts = [
    () => target.append(text),
    () => target.lastChild?.remove(),
    () => target.firstChild?.nodeType === 3 && Object.assign(target.firstChild, { data: text }),
    () => target.replaceChildren(text),
    () => target.remove(),
    () => !target.contains(other) && other.append(target),
    () =>
      document.querySelector('tbody')?.insertAdjacentHTML('beforeend', `<tr><td>${text}</td><td>1</td></tr>`),
    () => target.insertAdjacentHTML('beforebegin', `<span>${text}</span>`),
  ]
  acts[Math.floor(kind * acts.length)]?.()
}

test('labels kept in step by what changes are those that a walk of the whole page finds', async () => {
  const seed = Date.now() % 1e6
  const random = seeded(seed)
  const steps = Array.from({ length: 600 }, () => [random(), random(), random()] as [number, number, number])
  const wrong = await page.evaluate(
    async ([all, act]) => {
      const apply = new Function(`return ${act}`)() as (step: [number, number, number]) => void
      const observer = new MutationObserver(() => undefined)
      observer.observe(document, { childList: true, characterData: true, subtree: true })
      const names = ['客户号', '姓名']
      const outline = (found: Element[]) =>
        found.map((one) => [...document.querySelectorAll('*')].indexOf(one))
      for (const [at, step] of (all as [number, number, number][]).entries()) {
        apply(step)
        host.noteLabels(observer.takeRecords())
        // Not asked after every change: what was missed must still come right.
        if (at % 3) continue
        const kept = names.map((name) => outline(host.labelsOf(document, name)))
        host.forgetLabels()
        const walked = names.map((name) => outline(host.labelsOf(document, name)))
        if (JSON.stringify(kept) !== JSON.stringify(walked)) return { at, kept, walked }
      }
      return null
    },
    [steps, change.toString()] as const,
  )
  expect(wrong, `seed ${seed}`).toBeNull()
})

test('in a part of the page only its own labels count', async () => {
  await page.setContent(pageOf(3))
  await page.evaluate(script)
  const counts = await page.evaluate(() => {
    const second = document.querySelectorAll('tr')[1]
    return [document, second].map((root) => (root ? host.labelsOf(root, '客户号').length : -1))
  })
  expect(counts).toEqual([7, 2])
})
