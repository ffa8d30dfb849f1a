import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readAdapter } from '../../../db/packs/adapter.ts'
import { importSecret, makeCustomerKey } from '../../../worker/contract/customer-key.ts'
import { Eyes, type Seen } from '../../stand/eyes.ts'
import { customersOfGrade } from '../../stand/story.ts'
import { type Agent, type AgentOptions, openAgent } from '../agent.ts'

const FOLDER = fileURLToPath(new URL('../../crm/traits/', import.meta.url))

/** A page of the simulator, with its customer on it. */
export interface Opened {
  page: Page
  eyes: Eyes
}

/** An agent over the pages of `/traits/`. Each begins with `first` and leads to `second`; both have risk grade 3. */
export interface TraitAgent extends Agent {
  first: string
  second: string
  /** First digits of their customer keys. */
  key8: { first: string; second: string }
  /** Address of a trait's first page, or of another of it as `trait/page`. */
  url(path: string): string
  visit(path: string): Promise<Opened>
  /** What the CRM got since the last call. */
  sent(): string[]
}

export async function openTraitAgent(options: AgentOptions = {}): Promise<TraitAgent> {
  const adapters = globSync('*.json', { cwd: FOLDER }).map((file) => readAdapter(FOLDER + file))
  const agent = await openAgent({ sampleSize: 3000, ...options, adapters })
  const { crm, secret, crmUrl } = agent.stand
  const [first = '', second = ''] = customersOfGrade(agent.stand, 3).map(({ number }) => number)
  const imported = await importSecret(secret)
  const key8 = async (number: string) => (await makeCustomerKey(imported, number)).slice(0, 8)
  const url = (path: string) =>
    `${crmUrl}/traits/${path.includes('/') ? path : `${path}/`}?khh=${first}&next=${second}`
  return Object.assign(Object.create(agent) as Agent, {
    first,
    second,
    key8: { first: await key8(first), second: await key8(second) },
    url,
    async visit(path: string) {
      const page = await agent.context.newPage()
      const eyes = await Eyes.open(page)
      await page.goto(url(path))
      return { page, eyes }
    },
    sent: () => crm?.sent.splice(0) ?? [],
  })
}

/** A badge that says of a customer what was decided. */
export const isBadge = ({ kind, key8, mark }: Seen): boolean =>
  (kind === 'badge' || kind === 'loose') && key8 !== '' && mark !== 'none'

const isStop = ({ kind }: Seen) => kind === 'stop'

/** The badge of exactly that customer stands somewhere, and none of another. */
export async function shows(eyes: Eyes, key8: string): Promise<Seen> {
  const badge = await eyes.wait(`badge of ${key8}`, (seen) => isBadge(seen) && seen.key8 === key8)
  expect((await eyes.look()).filter(isBadge).map((seen) => seen.key8)).toEqual([key8])
  return badge
}

/** How an order is filled in and sent. */
export interface Ways {
  fill(product: string, amount: string): Promise<unknown>
  send(): Promise<unknown>
}

/** Fills an order in, in one part of the page. */
export async function fill(frame: Frame | Page, product: string, amount: string, part = ''): Promise<void> {
  await frame.selectOption(`${part} select`, product)
  await frame.fill(`${part} input[name=je]`, amount)
  await frame.setChecked(`${part} input[name=fx]`, true)
}

/** As an agent does it. */
export const byHand = (frame: Frame | Page, part = ''): Ways => ({
  fill: (product, amount) => fill(frame, product, amount, part),
  send: () => frame.click(`${part || 'body'} >> text="提 交"`),
})

/** A product above the customer's grade is stopped and the CRM gets nothing; one in order goes out exactly once. */
export async function guards(
  agent: TraitAgent,
  { page, eyes }: Opened,
  { fill, send }: Ways = byHand(page),
): Promise<void> {
  agent.sent()
  await fill('LC0190', '1000000')
  await send()
  const stop = await eyes.wait('stop', (seen) => isStop(seen) && seen.mark === 'block')
  expect(agent.sent()).toEqual([])
  await eyes.press(stop, '返回')
  await eyes.waitGone('stop', isStop)
  await fill('LC0101', '100000')
  await send()
  const crm = agent.stand.crm
  await expect.poll(() => crm?.sent.length).toBeGreaterThan(0)
  await eyes.never('sent twice', () => (crm?.sent.length ?? 0) > 1, 300)
  expect(agent.sent()).toEqual([expect.stringMatching(/cp=LC0101&je=100000/)])
}

/** A page of the first customer, whose own way of switching leads to the second; no badge of the first is left. */
export async function throughout(
  agent: TraitAgent,
  path: string,
  go: (opened: Opened) => unknown = ({ page }) => page.click('text="下一位"'),
): Promise<Opened> {
  const opened = await agent.visit(path)
  await shows(opened.eyes, agent.key8.first)
  await go(opened)
  await shows(opened.eyes, agent.key8.second)
  return opened
}
