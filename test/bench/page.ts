import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { runCommand, wholeNumber } from '../../db/command.ts'
import { readGiven } from '../../db/given.ts'
import { readAdapter } from '../../db/packs/adapter.ts'
import { WrongUsage } from '../../db/trouble.ts'
import { openBrowser } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import { customerUrl, KINDS } from '../stand/crm-driver.ts'
import { type Passage, slowLine } from '../stand/network.ts'
import { HOME } from '../stand/paths.ts'
import { Progress } from '../stand/report.ts'
import { openStand, type Stand } from '../stand/stand.ts'
import { type Course, foreignCourse, simulatorCourse } from './courses.ts'
import { type Figure, percentile, publishFigures } from './figures.ts'
import { type PageCost, type PageMoment, SEEN, TAKEN, watchText } from './watch-page.ts'

const HELP = `npm run bench:page -- [options]

  --switches N      how many customers are opened on each page (200)
  --json FILE       writes the figures there too
  --crm URL --adapter FILE --numbers FILE --open 'https://crm.example/customer/{number}'
                    on a CRM that runs already: its adapter, customer numbers (one a line), the address of one of them`

const OPTIONS = {
  switches: { type: 'string', default: '200' },
  json: { type: 'string' },
  crm: { type: 'string' },
  adapter: { type: 'string' },
  numbers: { type: 'string' },
  open: { type: 'string' },
} as const

interface Options {
  switches: string
  json?: string
  crm?: string
  adapter?: string
  numbers?: string
  open?: string
}

/** How long a page without badges is looked at after each switch. Milliseconds. */
const GLANCE = 60

/** Switches through a course and collects what every frame of the page saw; without Fineline nothing is waited for. */
async function drive(
  context: BrowserContext,
  course: Course,
  switches: number,
  badges = true,
): Promise<PageCost> {
  const page = await context.newPage()
  const all: PageCost = { moments: [], longTasks: [], layoutShift: 0 }
  await page.addInitScript({ content: watchText(course.numberIn) })
  await page.goto(course.start)
  const wait = async () => (badges ? await settled(page) : await page.waitForTimeout(GLANCE)) ?? undefined
  for (let at = 0; at < switches; at++) {
    const moment = await wait()
    await collect(page, all)
    await course.next(page, at, moment?.number ?? '')
  }
  await wait()
  await collect(page, all)
  await page.close()
  return all
}

async function seenIn(page: Page, text = SEEN): Promise<PageCost[]> {
  const answers = page.frames().map((frame) => frame.evaluate<PageCost>(text).catch(() => null))
  return (await Promise.all(answers)).filter((seen) => seen !== null && seen !== undefined)
}

async function collect(page: Page, all: PageCost): Promise<void> {
  for (const seen of await seenIn(page, TAKEN)) {
    all.moments.push(...seen.moments)
    all.longTasks.push(...seen.longTasks)
    all.layoutShift += seen.layoutShift
  }
}

/** Waits until the customer now standing there has been painted with a badge; gives up after three seconds. */
async function settled(page: Page): Promise<PageMoment | undefined> {
  const deadline = Date.now() + 3000
  for (;;) {
    const last = (await seenIn(page))
      .flatMap(({ moments }) => moments)
      .toSorted((a, b) => a.at - b.at)
      .at(-1)
    if (last?.painted || Date.now() > deadline) return last
    await page.waitForTimeout(10)
  }
}

function figuresOf(name: string, cost: PageCost, bare: PageCost, passages: Passage[]): Figure[] {
  const times = cost.moments.flatMap(({ at, painted }) => (painted === null ? [] : [painted - at]))
  const asked = passages.filter(({ path }) => path === '/v1/decisions').map(({ took }) => took)
  const [p50, edge] = [percentile(times, 0.5), percentile(asked, 0.5)]
  return [
    { name: `${name}: customers shown`, value: times.length, unit: `of ${cost.moments.length}` },
    { name: `${name}: customer to badge p50`, value: p50, unit: 'ms' },
    { name: `${name}: customer to badge p95`, value: percentile(times, 0.95), unit: 'ms' },
    { name: `${name}: of it in the edge p50`, value: edge, unit: 'ms', baseline: p50, ratio: edge / p50 },
    {
      name: `${name}: tasks over 50 ms`,
      value: distinct(cost.longTasks),
      unit: 'tasks',
      baseline: distinct(bare.longTasks),
    },
    { name: `${name}: layout shift`, value: cost.layoutShift, unit: 'score', baseline: bare.layoutShift },
  ]
}

/** Entries of one task differ by the rounding of each frame's clock. */
function distinct(starts: readonly number[]): number {
  return starts.toSorted((a, b) => a - b).filter((at, place, all) => at - (all[place - 1] ?? -9) > 5).length
}

async function scriptSize(stand: Stand): Promise<Figure[]> {
  const manifest = JSON.parse(await readFile(join(stand.extensionDir, 'manifest.json'), 'utf8'))
  const files = manifest.content_scripts.flatMap((script: { js: string[] }) => script.js)
  const bytes = Buffer.concat(
    await Promise.all(files.map((file: string) => readFile(join(stand.extensionDir, file)))),
  )
  return [{ name: 'script in every frame, gzip', value: gzipSync(bytes).length / 1024, unit: 'KB' }]
}

/** On a bank's own CRM nothing can be guessed: the adapter, the numbers and their addresses go with it. */
function checkOptions({ crm, adapter, numbers, open }: Options): void {
  const given = [crm, adapter, numbers, open].filter((one) => one !== undefined).length
  if (given % 4 !== 0) throw new WrongUsage('--crm, --adapter, --numbers and --open go together')
}

function courses(stand: Stand, { numbers: file = '', open = '' }: Options): Course[] {
  if (stand.crm) return KINDS.map((kind) => simulatorCourse(stand, kind, customerUrl))
  const numbers = readGiven(resolve(file))
    .toString()
    .split(/\r?\n/)
    .map((line) => line.split(/[,;\t]/)[0]?.trim() ?? '')
  return [
    foreignCourse(
      open,
      numbers.filter((number) => number && !number.startsWith('#')),
    ),
  ]
}

async function run(options: Options): Promise<void> {
  checkOptions(options)
  const { crm, adapter, json } = options
  const switches = wholeNumber(options.switches, '--switches', [1, 1e6])
  const adapters = adapter ? [readAdapter(resolve(adapter))] : []
  const passages: Passage[] = []
  await mkdir(HOME, { recursive: true })
  const home = crm ? HOME : await mkdtemp(join(HOME, 'bench-'))
  const stand = await openStand({
    home,
    progress: new Progress(),
    ports: { edge: 0, identity: 0, crm: 0 },
    sampleSize: 1000,
    network: (edgeUrl) =>
      slowLine(
        edgeUrl,
        () => 0,
        (passage) => passages.push(passage),
      ),
    adapters,
    ...(crm && { crmUrl: crm }),
  })
  try {
    const executablePath = await ensureChromium()
    const context = await openBrowser({
      executablePath,
      extensionDir: stand.extensionDir,
      profileDir: join(home, 'bench-profile'),
      headless: true,
      fresh: true,
    })
    const bare = await openBrowser({
      executablePath,
      extensionDir: null,
      profileDir: join(home, 'bare-profile'),
      headless: true,
      fresh: true,
    })
    const figures = await scriptSize(stand)
    for (const course of courses(stand, options)) {
      // The first pages pay for sign-in and a cold Worker; they are measured by nobody's patience but once.
      await drive(context, course, 5)
      passages.length = 0
      const cost = await drive(context, course, switches)
      figures.push(...figuresOf(course.name, cost, await drive(bare, course, switches, false), passages))
    }
    await context.close()
    await bare.close()
    await publishFigures(figures, json)
  } finally {
    await stand.close()
    if (!crm) await rm(home, { recursive: true, force: true })
  }
}

await runCommand(HELP, OPTIONS, run)
