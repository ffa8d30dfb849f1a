import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Held, heldBy } from '../../db/sample/identifiers.ts'
import { textsIn } from '../../extension/texts/index.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { NOT_CHECKED, WINDOW_SEEN, type WindowSeen, watchText } from '../fuzz/watch-window.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { tappedLine } from '../stand/network.ts'
import { roughLine } from '../stand/rough-line.ts'
import { customersOfGrade } from '../stand/story.ts'
import { findTraces } from './traces.ts'
import { byHand, fill, guards, isBadge, openTraitAgent, shows, type TraitAgent } from './traits/agent.ts'

const { unchecked, foundBy, doubt, script } = textsIn('zh-CN')

/** Places among ten of the sample whose numbers are no simple ones; see db/sample/identifiers.ts. */
const JOINT = 2
const SECOND_CARD = 4
const UNCONFIRMED = 6

let agent: TraitAgent
const heard: Buffer[] = []
/** How long the edge's word on a number is held back. Milliseconds. */
let late = () => 0
/** The edge fails on numbers. */
let broken = false

beforeAll(async () => {
  agent = await openTraitAgent({
    network: async (edgeUrl) => {
      const rough = await roughLine(edgeUrl, ({ path }) => {
        const asks = path.includes('/identifiers/')
        return { kind: asks && broken ? 'error' : 'pass', delay: asks ? late() : 0 }
      })
      const tap = await tappedLine(rough.url, (bytes) => heard.push(bytes))
      return { url: tap.url, close: () => Promise.all([tap.close(), rough.close()]).then(() => undefined) }
    },
  })
})
afterAll(() => agent?.close())

/** Customers of risk grade 3 who stand at that place among ten. */
function at(...places: number[]): string[] {
  const all = agent.stand.data.customers.map(({ number }) => number)
  const fits = customersOfGrade(agent.stand, 3).filter(({ number }) =>
    places.includes(all.indexOf(number) % 10),
  )
  return fits.map(({ number }) => number)
}

/** The nth customer each of whose numbers leads to them alone. */
const simple = (nth: number): string => at(0, 1, 5, 7, 9)[nth] ?? ''

const lineOf = (customer: string, kind: keyof Held): string => `line=${kind}:${heldBy(customer)[kind]}`

async function key8(number: string): Promise<string> {
  return (await makeCustomerKey(await importSecret(agent.stand.secret), number)).slice(0, 8)
}

async function visit(path: string): Promise<{ page: Page; eyes: Eyes }> {
  const page = await agent.context.newPage()
  const eyes = await Eyes.open(page)
  await page.goto(`${agent.stand.crmUrl}/calls/${path}`)
  return { page, eyes }
}

const isDoubt = ({ kind, mark, text }: Seen) => kind === 'badge' && mark === 'none' && text === NOT_CHECKED

/** The side panel says that of a page, as soon as it knows. */
async function told(page: Page, text: string): Promise<void> {
  const panel = await agent.panel(page)
  await expect.poll(() => panel.locator('body').innerText()).toContain(text)
  await panel.close()
}

test.each(['card', 'account', 'phone'] as const)('a %s of one holder shows that customer', async (kind) => {
  const opened = await visit(`call?${lineOf(simple(0), kind)}`)
  const { page, eyes } = opened
  await shows(eyes, await key8(simple(0)))
  await told(page, foundBy.own(foundBy.kinds[kind]))
  await guards(agent, opened)
  await page.close()
})

test('a second card on an account says that another may be speaking', async () => {
  const [customer = ''] = at(SECOND_CARD)
  const { page, eyes } = await visit(`call?${lineOf(customer, 'card')}`)
  const badge = await shows(eyes, await key8(customer))
  expect(badge.text).toContain(foundBy.roles.authorised)
  await told(page, foundBy.another)
  await page.close()
})

test.each([
  ['a joint account', () => lineOf(at(JOINT)[0] ?? '', 'account'), unchecked['several-customers'].title],
  [
    'a phone nobody has confirmed',
    () => lineOf(at(UNCONFIRMED)[0] ?? '', 'phone'),
    unchecked['uncertain-number'].title,
  ],
  ['a phone nobody knows', () => 'line=phone:13900000000', unchecked['unknown-phone'].title],
  ['a card nobody knows', () => 'line=card:9900000000000001', unchecked['unknown-number'].title],
  ['a caller without a number', () => 'line=phone:anonymous', unchecked['empty-identifier'].title],
  ['a card too short', () => 'line=card:99001234', unchecked['not-an-identifier'].title],
])('%s shows nobody, says why, and stops an order as not checked', async (_, line, title) => {
  const { page, eyes } = await visit(`call?${line()}`)
  const badge = await eyes.wait('the doubt', isDoubt)
  expect(badge.key8).toBe('')
  await eyes.never('a customer', (seen) => seen.some(isBadge), 500)
  await told(page, doubt.title(title))
  // How who is speaking is asked can be looked up.
  await told(page, script.words.all)
  await page.bringToFront()
  agent.sent()
  await fill(page, 'LC0101', '100000')
  await byHand(page).send()
  const stop = await eyes.wait('stop', ({ kind, mark }) => kind === 'stop' && mark === 'none')
  expect(stop.text).toContain(title)
  expect(agent.sent()).toEqual([])
  await page.close()
})

test('while the edge is away nobody is shown; as soon as it is back the customer is', async () => {
  await agent.stand.stopEdge()
  const customer = simple(3)
  const { page, eyes } = await visit(`call?${lineOf(customer, 'card')}`)
  await eyes.wait('the doubt', isDoubt)
  await told(page, doubt.title(unchecked.unreachable.title))
  await agent.stand.startEdge()
  await page.bringToFront()
  await eyes.wait('the badge', isBadge, 30_000)
  await shows(eyes, await key8(customer))
  await page.close()
})

test('a card of another than the customer open beside it shows nobody in either', async () => {
  const [open, caller] = [simple(0), simple(1)]
  const { page, eyes } = await visit(
    `desk?customer=${open}&${lineOf(open, 'card')}&${lineOf(caller, 'card')}`,
  )
  const frame = page.frame('call')
  const ofOpen = await key8(open)
  const ofBoth = async () => (await eyes.look()).filter(isBadge).map((badge) => badge.key8)
  await expect.poll(ofBoth).toEqual([ofOpen, ofOpen])
  await frame?.click('text="线路 2"')
  await eyes.wait('the doubt', isDoubt)
  expect(await ofBoth()).toEqual([])
  await told(page, doubt.title(unchecked.conflict.title))
  await page.bringToFront()
  await frame?.click('text="线路 1"')
  await expect.poll(ofBoth).toEqual([ofOpen, ofOpen])
  await page.close()
})

test('while the edge is asked about a number, the customer open beside it is shown nowhere', async () => {
  const open = simple(4)
  const { page, eyes } = await visit(`desk?customer=${open}&${lineOf(open, 'card')}&${lineOf(open, 'phone')}`)
  const shown = async () => (await eyes.look()).filter(isBadge).length
  await expect.poll(shown).toBe(2)
  late = () => 1000
  await page.frame('call')?.click('text="线路 2"')
  await expect.poll(shown, { interval: 10 }).toBe(0)
  await eyes.never('a customer', (seen) => seen.some(isBadge), 500)
  await expect.poll(shown).toBe(2)
  late = () => 0
  await page.close()
})

test('a joint account beside one of its holders shows that holder; beside another customer nobody', async () => {
  const [holder = ''] = at(JOINT)
  const account = lineOf(holder, 'account')
  const one = await visit(`desk?customer=${holder}&${account}`)
  await one.eyes.wait('the doubt', isDoubt)
  await one.eyes.wait('the holder', isBadge)
  expect((await one.eyes.look()).filter(isBadge).map((badge) => badge.key8)).toEqual([await key8(holder)])
  await one.page.close()
  const { page, eyes } = await visit(`desk?customer=${simple(0)}&${account}`)
  await eyes.wait('the doubt', isDoubt)
  await told(page, doubt.title(unchecked.conflict.title))
  expect((await eyes.look()).filter(isBadge)).toEqual([])
  await page.close()
})

/** An order of what suits the customer open beside, in the frame of the call: it is stopped as not checked, for that. */
async function stopsInCall(page: Page, eyes: Eyes, title: string): Promise<void> {
  const frame = page.frame('call')
  if (!frame) throw new Error('no call')
  await page.bringToFront()
  agent.sent()
  await fill(frame, 'LC0101', '100000')
  await byHand(frame).send()
  const stop = await eyes.wait('stop', ({ kind, mark }) => kind === 'stop' && mark === 'none')
  expect(stop.text).toContain(title)
  expect(agent.sent()).toEqual([])
}

test.each([
  ['a card on which the edge fails', () => lineOf(simple(5), 'card'), unchecked.unreachable.title],
  ['a card nobody knows', () => 'line=card:9900000000000001', unchecked['unknown-number'].title],
  [
    'a phone nobody has confirmed',
    () => lineOf(at(UNCONFIRMED)[0] ?? '', 'phone'),
    unchecked['uncertain-number'].title,
  ],
])(
  'beside %s the customer open is shown nowhere, and nothing is ordered on their checks',
  async (what, line, title) => {
    broken = what.endsWith('fails')
    const { page, eyes } = await visit(`desk?customer=${simple(0)}&${line()}`)
    await told(page, doubt.hides)
    await told(page, doubt.title(title))
    expect((await eyes.look()).filter(isBadge)).toEqual([])
    await stopsInCall(page, eyes, title)
    expect((await eyes.look()).filter(({ kind }) => kind === 'card')).toEqual([])
    broken = false
    await page.close()
  },
)

test('beside a phone nobody knows the customer opened by hand is shown in their own frame alone', async () => {
  const { page, eyes } = await visit(`desk?customer=${simple(0)}&line=phone:13900000000`)
  await shows(eyes, await key8(simple(0)))
  const { title } = unchecked['unknown-phone']
  await told(page, doubt.beside(title))
  await stopsInCall(page, eyes, title)
  await shows(eyes, await key8(simple(0)))
  await page.close()
})

test.each([
  ['a card alone', () => `call?${lineOf(simple(6), 'card')}`],
  ['their number and a card beside', () => `desk?customer=${simple(7)}&${lineOf(simple(7), 'card')}`],
])(
  'through a stop of the worker nothing of a customer found by %s is taken down, nor what is done for them lost',
  async (_, path) => {
    const { page, eyes } = await visit(path())
    const badges = async () => (await eyes.look()).filter(isBadge).length
    await eyes.wait('a badge', isBadge)
    const panel = await agent.panel(page)
    const steps = panel.locator('label.step input')
    await steps.first().waitFor()
    // What is pressed before the view is there may be drawn anew under the finger.
    await panel.locator('.events li').first().waitFor({ timeout: 30_000 })
    await panel.bringToFront()
    late = () => 300
    const shown = await badges()
    for (let turn = 0; turn < Math.min(3, await steps.count()); turn++) {
      const box = await steps.nth(turn).boundingBox()
      if (!box) throw new Error('no step')
      const press = () => panel.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
      // To the worker while it dies, and to nobody: the panel may not know yet that its line is dead.
      if (turn === 0) await Promise.all([agent.stopWorker(), press()])
      else await agent.stopWorker().then(press)
      await eyes.never('a window without its badges', (all) => all.filter(isBadge).length !== shown, 1000)
      await expect.poll(() => steps.nth(turn).isChecked()).toBe(true)
    }
    late = () => 0
    await panel.close()
    await page.close()
  },
)

test('the next caller, put through while the worker starts anew, does not stand beside the one before', async () => {
  const [first, next] = [simple(6), simple(7)]
  const [before, then] = [await key8(first), await key8(next)]
  const { page, eyes } = await visit(`call?${lineOf(first, 'card')}&${lineOf(next, 'card')}`)
  await shows(eyes, before)
  const panel = await agent.panel(page)
  const names = async (key: string) => (await panel.locator('body').innerText()).includes(key.slice(0, 4))
  await expect.poll(() => names(before)).toBe(true)
  late = () => 2000
  await agent.stopWorker()
  await page.click('text=/^线路 2$/')
  // So long it takes until a worker is there to say that this is another card.
  await expect.poll(() => names(before)).toBe(false)
  const told: boolean[] = []
  await eyes.never('the one before', (all) => all.some((one) => one.key8 === before), 500)
  told.push(await names(before))
  await shows(eyes, then)
  told.push(await names(before))
  expect(told).toEqual([false, false])
  late = () => 0
  await panel.close()
  await page.close()
})

test('an answer given on the card while the worker stops is taken', async () => {
  const { page, eyes } = await visit(`call?${lineOf(simple(9), 'card')}`)
  const isCard = ({ kind }: Seen) => kind === 'card'
  await eyes.press(await eyes.wait('a badge', isBadge), '提示')
  const card = await eyes.wait('a card', isCard)
  await Promise.all([agent.stopWorker(), eyes.press(card, /^2/)])
  await eyes.wait('the next tip', (one) => isCard(one) && one.text !== card.text)
  await page.close()
})

test('from call to call, whenever the edge answers, never the one with another’s number', async () => {
  const callers = Array.from({ length: 20 }, (_, nth) => simple(nth + 8))
  const keys = Object.fromEntries(
    await Promise.all(callers.map(async (one) => [heldBy(one).card, await key8(one)] as const)),
  )
  const { page, eyes } = await visit(`call?${callers.map((one) => lineOf(one, 'card')).join('&')}`)
  await shows(eyes, await key8(callers[0] ?? ''))
  late = () => Math.random() * 400
  await eyes.inTop(
    watchText(keys, "(doc) => doc.getElementById('caller')?.textContent.replaceAll(' ', '') || null"),
  )
  // Each is asked about for the first time, and its answer comes as likely under the next as under its own number.
  for (const line of callers.keys()) {
    await page.click(`text=/^线路 ${line + 1}$/`)
    await page.waitForTimeout(Math.random() * 400)
  }
  const last = await key8(callers.at(-1) ?? '')
  await eyes.wait('the last caller', (one) => one.kind === 'badge' && one.key8 === last)
  late = () => 0
  const seen = await eyes.inTop<WindowSeen>(WINDOW_SEEN)
  expect(seen.wrong.first).toEqual([])
  expect(seen.frames).toBeGreaterThan(50)
  expect(new Set(seen.badges.map(({ key }) => key)).size).toBeGreaterThan(1)
  await page.close()
})

test('neither a number nor an unkeyed hash of one has left the browser', () => {
  const bytes = Buffer.concat(heard)
  expect(bytes.includes('/v1/identifiers/resolve')).toBe(true)
  const numbers = [0, 1, 2, 3].map(simple).flatMap((one) => Object.entries({ ...heldBy(one), own: one }))
  const texts = numbers.map(([kind, number], place) => [`${kind} ${place}`, number] as const)
  expect(findTraces(Object.fromEntries(texts), bytes)).toEqual([])
})
