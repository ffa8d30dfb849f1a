import { mkdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { Trouble } from '../../db/trouble.ts'
import { type CrmKind, customerUrl, fillOrder, KINDS, pressSubmit } from './crm-driver.ts'
import { Eyes, type Seen } from './eyes.ts'
import { HOME, ROOT } from './paths.ts'
import type { Progress } from './report.ts'
import { openPanel } from './side-panel.ts'
import type { Stand } from './stand.ts'
import { firstCustomer, tooRisky } from './story.ts'

const FOLDER = join(HOME, 'screenshots')

/** How long the first badge may take: sign-in, playbook and decision come before it. Milliseconds. */
const FIRST = 30_000

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const isBadge = ({ kind, mark }: Seen): boolean => (kind === 'badge' || kind === 'loose') && mark !== 'none'

async function picture(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`)
  await page.screenshot({ path })
  console.log(`  ${'saved'.padEnd(7)} ${relative(ROOT, path)}`)
}

function say(what: string, { text }: Seen): void {
  console.log(`  ${what.padEnd(7)} ${oneLine(text)}`)
}

async function panel(context: BrowserContext, stand: Stand, page: Page, name: string): Promise<void> {
  const view = await openPanel(context, stand, page)
  await view.locator('h1').first().waitFor()
  console.log(`  ${'panel'.padEnd(7)} ${oneLine(await view.locator('body').innerText()).slice(0, 300)}`)
  await picture(view, name)
  await view.close()
}

async function checkStop(stand: Stand, page: Page, eyes: Eyes, kind: CrmKind): Promise<void> {
  const before = stand.crm?.orders.length ?? 0
  const frame = await fillOrder(page, kind, tooRisky(stand))
  await pressSubmit(frame, kind)
  const stop = await eyes.wait(
    'the stop at the submit button',
    (seen) => seen.kind === 'stop' && seen.mark === 'block',
  )
  say('stop', stop)
  await eyes.wait('the stop in the badge', (seen) => seen.kind === 'badge' && seen.mark === 'block')
  if ((stand.crm?.orders.length ?? 0) !== before) throw new Trouble(`${kind}: the CRM got the order`)
}

async function checkKind(context: BrowserContext, stand: Stand, kind: CrmKind): Promise<void> {
  const page = await context.newPage()
  const eyes = await Eyes.open(page)
  await page.goto(customerUrl(stand.crmUrl, kind, firstCustomer(stand).number))
  const badge = await eyes.wait('the badge', (seen) => isBadge(seen) && seen.buttons.length > 0, FIRST)
  say('badge', badge)
  await eyes.press(badge, /.*/)
  const card = await eyes.wait(
    'the card with a tip',
    (seen) => seen.kind === 'card' && seen.buttons.length > 3,
  )
  say('tip', card)
  await checkStop(stand, page, eyes, kind)
  await picture(page, kind)
  if (kind === 'webforms') await panel(context, stand, page, 'panel')
  await page.close()
}

async function checkLists(context: BrowserContext, stand: Stand): Promise<void> {
  const page = await context.newPage()
  const eyes = await Eyes.open(page)
  await page.goto(`${stand.crmUrl}/webforms/`)
  const row = await eyes.wait('a badge in the list', (seen) => seen.kind === 'badge', FIRST)
  const all = await allBadges(page, eyes)
  say('list', {
    ...row,
    text: `${all.length} badges: ${all
      .slice(0, 5)
      .map(({ text }) => text)
      .join(' | ')} …`,
  })
  await picture(page, 'list')
  await page.close()
}

/** A long list is drawn over several animation frames. */
async function allBadges(page: Page, eyes: Eyes): Promise<Seen[]> {
  const badges = async () => (await eyes.look()).filter(({ kind }) => kind === 'badge')
  for (let before = await badges(); ; ) {
    await page.waitForTimeout(100)
    const now = await badges()
    if (now.length === before.length) return now
    before = now
  }
}

async function checkOwnCrm(context: BrowserContext, stand: Stand): Promise<void> {
  const page = await context.newPage()
  const eyes = await Eyes.open(page)
  await page.goto(stand.crmUrl)
  const shown = await eyes.wait(
    'anything of Fineline',
    (seen) => seen.kind === 'badge' || seen.kind === 'loose',
    FIRST,
  )
  for (const seen of await eyes.look()) say(seen.kind, seen)
  await picture(page, 'crm')
  if (shown.mark === 'none') console.log('  The customer is shown as not checked; hover or read above why.')
}

/** Looks whether badge, tip, check and stop are really on the pages; throws where one is not. */
export async function checkStand(stand: Stand, context: BrowserContext, progress: Progress): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  if (stand.crm) {
    for (const kind of KINDS) await progress.step(`Check ${kind}`, () => checkKind(context, stand, kind))
    await progress.step('Check list', () => checkLists(context, stand))
  } else await progress.step('Check CRM', () => checkOwnCrm(context, stand))
  console.log('\nEverything that was looked for is on the page.')
  for (const { name, seconds } of progress.steps)
    console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${name}`)
}
