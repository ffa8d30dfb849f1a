import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runCommand, wholeNumber } from '../../db/command.ts'
import { readGiven } from '../../db/given.ts'
import { readAdapter } from '../../db/packs/adapter.ts'
import { WrongUsage } from '../../db/trouble.ts'
import { KINDS } from '../stand/crm-driver.ts'
import { type Passage, slowLine } from '../stand/network.ts'
import { HOME } from '../stand/paths.ts'
import { Progress } from '../stand/report.ts'
import { openStand, type Stand } from '../stand/stand.ts'
import { type Figure, publishFigures } from './figures.ts'
import { type Browsers, closeBrowsers, openBrowsers } from './page/browsers.ts'
import { type Course, foreignCourse, knownCourse, simulatorCourse } from './page/courses.ts'
import { measureLoads } from './page/loads.ts'
import { measureMemory } from './page/memory.ts'
import { measureMoved } from './page/moved.ts'
import { measureSize } from './page/sizes.ts'
import { measureKnown, measureSwitching } from './page/switching.ts'
import { measureTyping } from './page/typing.ts'

const HELP = `npm run bench:page -- [options]

  --switches N      how many customers are opened on each page (200)
  --rounds N        how often each page is loaded in each browser (24); on the simulator only
  --json FILE       writes the figures there too
  --crm URL --adapter FILE --numbers FILE --open 'https://crm.example/customer/{number}'
                    on a CRM that runs already: its adapter, customer numbers (one a line), the address of one of them`

const OPTIONS = {
  switches: { type: 'string', default: '200' },
  rounds: { type: 'string', default: '24' },
  json: { type: 'string' },
  crm: { type: 'string' },
  adapter: { type: 'string' },
  numbers: { type: 'string' },
  open: { type: 'string' },
} as const

interface Options {
  switches: string
  rounds: string
  json?: string
  crm?: string
  adapter?: string
  numbers?: string
  open?: string
}

/** On a bank's own CRM nothing can be guessed: the adapter, the numbers and their addresses go with it. */
function checkOptions({ crm, adapter, numbers, open }: Options): void {
  const given = [crm, adapter, numbers, open].filter((one) => one !== undefined).length
  if (given % 4 !== 0) throw new WrongUsage('--crm, --adapter, --numbers and --open go together')
}

function courses(stand: Stand, { numbers: file = '', open = '' }: Options): Course[] {
  if (stand.crm) return KINDS.map((kind) => simulatorCourse(stand, kind))
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

/** What is measured on the simulator alone, which all three browsers can read. */
async function measureOwn(
  browsers: Browsers,
  stand: Stand,
  { switches, rounds }: { switches: number; rounds: number },
): Promise<Figure[]> {
  const figures = await measureKnown(browsers.ours, knownCourse(stand), switches)
  for (const kind of KINDS) {
    const course = simulatorCourse(stand, kind)
    figures.push(...(await measureLoads(browsers, course, rounds)))
    figures.push(...(await measureTyping(browsers, kind, course, Math.ceil(rounds / 4))))
    figures.push(await measureMoved(browsers, course))
  }
  figures.push(...(await measureMemory(browsers, simulatorCourse(stand, 'spa'))))
  return figures
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
    unlimited: true,
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
    const browsers = await openBrowsers(stand, home)
    const figures = [await measureSize(stand.extensionDir, browsers.reactDir)]
    const counts = { switches, rounds: wholeNumber(options.rounds, '--rounds', [1, 1000]) }
    for (const course of courses(stand, options)) {
      figures.push(...(await measureSwitching(browsers, course, switches, passages, stand.crm !== null)))
    }
    if (stand.crm) figures.push(...(await measureOwn(browsers, stand, counts)))
    await closeBrowsers(browsers)
    await publishFigures(figures, json)
  } finally {
    await stand.close()
    if (!crm) await rm(home, { recursive: true, force: true })
  }
}

await runCommand(HELP, OPTIONS, run)
