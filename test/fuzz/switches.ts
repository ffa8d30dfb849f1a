import type { BrowserContext, Page } from 'playwright-core'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { type CrmKind, customerUrl, KINDS } from '../stand/crm-driver.ts'
import { NUMBER_IN } from '../stand/crm-numbers.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import type { Stand } from '../stand/stand.ts'
import { watchPanel } from './panel-watch.ts'
import { SAMPLED, type Sampled, samplerText } from './sampler.ts'

/** Stays shorter than this need no badge. Milliseconds. */
const LONG = 300

export interface SwitchReport {
  kind: CrmKind
  switches: number
  frames: number
  wrongFrames: number
  firstWrong: string[]
  longStays: number
  rightStays: number
  /** Longest time the side panel still named a customer who had left the page. Milliseconds. */
  panelLate: number
}

/** Moves to another customer as the CRM itself does; in frames the two documents go out of step. */
async function move(page: Page, kind: CrmKind, number: string, random: () => number): Promise<void> {
  if (kind === 'spa') await page.evaluate((hash) => location.assign(hash), `#/customer/${number}`)
  else if (kind === 'webforms') {
    await page.evaluate(
      (id) => document.querySelector<HTMLElement>(`[id$=_${id}]`)?.click(),
      random() < 0.8 ? 'btnNext' : 'btnPrev',
    )
  } else {
    const late = random() < 0.5 ? 0 : random() * 200
    await page.evaluate(
      ([khh, wait]) => {
        const open = (name: string, path: string) => {
          const frame = (window.frames as unknown as Record<string, Window>)[name]
          if (frame) frame.location.href = `/frames/${path}?khh=${khh}`
        }
        open('mainFrame', 'detail.do')
        setTimeout(() => open('orderFrame', 'order.do'), Number(wait))
      },
      [number, late] as const,
    )
  }
}

async function keysOf(stand: Stand): Promise<Record<string, string>> {
  const secret = await importSecret(stand.secret)
  const pairs = stand.data.customers.map(
    async ({ number }) => [number, (await makeCustomerKey(secret, number)).slice(0, 8)] as const,
  )
  return Object.fromEntries(await Promise.all(pairs))
}

const firstBadge = ({ kind, mark }: Seen): boolean => kind === 'badge' && mark !== 'none'

async function runKind(
  context: BrowserContext,
  stand: Stand,
  kind: CrmKind,
  count: number,
  random: () => number,
): Promise<SwitchReport> {
  const { customers } = stand.data
  const page = await context.newPage()
  const eyes = await Eyes.open(page)
  await page.goto(customerUrl(stand.crmUrl, kind, customers[0]?.number ?? ''))
  await eyes.wait('the first badge', firstBadge, 60_000)
  const panel = await watchPanel(context, stand, page)
  await page.bringToFront()
  await eyes.inTop(samplerText(await keysOf(stand), NUMBER_IN[kind]))
  for (let at = 0; at < count; at++) {
    const { number } = customers[Math.floor(random() * customers.length)] ?? { number: '' }
    await move(page, kind, number, random)
    await page.waitForTimeout(random() < 0.5 ? random() * 120 : 200 + random() * 600)
  }
  const sampled = await eyes.inTop<Sampled>(SAMPLED)
  const panelLate = panel.latest(sampled.changes)
  await panel.close()
  await page.close()
  const long = sampled.stays.filter(({ ms }) => ms > LONG)
  return {
    kind,
    switches: sampled.changes.length,
    frames: sampled.frames,
    wrongFrames: sampled.wrong.frames,
    firstWrong: sampled.wrong.first,
    longStays: long.length,
    rightStays: long.filter(({ right }) => right).length,
    panelLate,
  }
}

/** Switches customers at random on all three kinds, sharing out `count`, and reports what every frame showed. */
export async function fuzzSwitches(
  context: BrowserContext,
  stand: Stand,
  count: number,
  random: () => number,
  say: (report: SwitchReport) => void = () => undefined,
): Promise<SwitchReport[]> {
  const shares: Record<CrmKind, number> = { spa: 0.5, webforms: 0.25, frames: 0.25 }
  const reports: SwitchReport[] = []
  for (const kind of KINDS) {
    const report = await runKind(context, stand, kind, Math.ceil(count * shares[kind]), random)
    say(report)
    reports.push(report)
  }
  return reports
}
