import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readAdapter } from '../../db/packs/adapter.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { type ForeignCrm, startForeignCrm } from '../e2e/foreign/crm.ts'
import { openBrowser } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import { HOME } from '../stand/paths.ts'
import { Progress } from '../stand/report.ts'
import { roughLine } from '../stand/rough-line.ts'
import { openStand, type Stand } from '../stand/stand.ts'
import { customersOfGrade } from '../stand/story.ts'
import { drawFates, type Fates } from './fates.ts'
import { type Cast, drawPlan, type Order, type SiteName } from './plan.ts'
import { type FuzzReport, reportOn } from './report.ts'
import { runSite, type SiteSeen } from './run-site.ts'
import { singleSite } from './single-site.ts'
import { type Site, simulatorSite } from './sites.ts'

const ADAPTER = fileURLToPath(new URL('../e2e/foreign/adapter.json', import.meta.url))

async function keysOf(stand: Stand): Promise<Record<string, string>> {
  const secret = await importSecret(stand.secret)
  const pairs = stand.data.customers.map(
    async ({ number }) => [number, (await makeCustomerKey(secret, number)).slice(0, 8)] as const,
  )
  return Object.fromEntries(await Promise.all(pairs))
}

function castOf(stand: Stand): Cast {
  const some = (grade: number) =>
    customersOfGrade(stand, grade)
      .slice(0, 20)
      .map(({ number }) => number)
  const anybody = stand.data.customers.map(({ number }) => number)
  return { anybody, careful: some(1), able: some(5), middling: some(3) }
}

/** How often an order stands in the books of both banks. */
const bookOf = (stand: Stand, single: ForeignCrm) => (order: Order) => {
  const { product, amount } = order
  const taken = stand.crm?.orders.filter(
    (one) => one.product === product && one.amount === Number(amount) * 100,
  )
  return (
    (taken?.length ?? 0) + single.orders.filter((one) => one.includes(`cp=${product}&je=${amount}&`)).length
  )
}

function siteOf(name: SiteName, stand: Stand, single: ForeignCrm): Site {
  const [first = { number: '' }] = stand.data.customers
  return name === 'single'
    ? singleSite(single.url, first.number)
    : simulatorSite(name, stand.crmUrl, first.number)
}

function openRoughStand(home: string, single: ForeignCrm, fates: Fates): Promise<Stand> {
  const adapter = { ...readAdapter(ADAPTER), hosts: [`${single.url}/*`] }
  return openStand({
    unlimited: true,
    home,
    progress: new Progress(),
    ports: { edge: 0, identity: 0, crm: 0 },
    sampleSize: 3000,
    adapters: [adapter],
    network: (edgeUrl) => roughLine(edgeUrl, fates.of),
  })
}

async function runAll(
  stand: Stand,
  home: string,
  single: ForeignCrm,
  fates: Fates,
  options: FuzzOptions,
): Promise<FuzzReport> {
  const context = await openBrowser({
    executablePath: await ensureChromium(),
    extensionDir: stand.extensionDir,
    profileDir: join(home, 'profile'),
    headless: true,
  })
  const booked = bookOf(stand, single)
  const ground = { context, stand, fates, keys: await keysOf(stand), booked }
  const seen: SiteSeen[] = []
  for (const [name, steps] of drawPlan(options.switches, options.seed, castOf(stand))) {
    const started = performance.now()
    seen.push(await runSite(ground, siteOf(name, stand, single), steps))
    options.say(
      `  ${name}: ${steps.length} switches in ${Math.round((performance.now() - started) / 1000)} s`,
    )
  }
  await context.close()
  return reportOn(seen, fates.faults, ({ order }) => booked(order))
}

export interface FuzzOptions {
  switches: number
  seed: number
  say(line: string): void
}

/** Starts everything on free ports and fresh data, and switches customers at random on every site. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  await mkdir(HOME, { recursive: true })
  const home = await mkdtemp(join(HOME, 'fuzz-'))
  const fates = drawFates(options.seed)
  const single = await startForeignCrm()
  try {
    const stand = await openRoughStand(home, single, fates)
    return await runAll(stand, home, single, fates, options).finally(() => stand.close())
  } finally {
    await single.close()
    await rm(home, { recursive: true, force: true })
  }
}
