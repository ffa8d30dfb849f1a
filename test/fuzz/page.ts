import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand, wholeNumber } from '../../db/command.ts'
import { Trouble } from '../../db/trouble.ts'
import { openBrowser } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import { slowLine } from '../stand/network.ts'
import { HOME } from '../stand/paths.ts'
import { Progress } from '../stand/report.ts'
import { openStand } from '../stand/stand.ts'
import { seeded } from './random.ts'
import { fuzzSwitches, type SwitchReport } from './switches.ts'

const HELP = `npm run fuzz:page -- [--switches N] [--seed N]
  switches customers at random on all three kinds of page and looks for a badge of another customer`

function verdict(reports: SwitchReport[]): string[] {
  const faults: string[] = []
  const [long, right] = [sum(reports, 'longStays'), sum(reports, 'rightStays')]
  if (sum(reports, 'wrongFrames'))
    faults.push(`${sum(reports, 'wrongFrames')} frames showed another customer's badge`)
  if (right < long * 0.99) faults.push(`only ${right} of ${long} stays over 300 ms had their badge`)
  const late = Math.max(...reports.map(({ panelLate }) => panelLate))
  if (late > 50) faults.push(`the side panel named a customer ${Math.round(late)} ms after they had left`)
  return faults
}

function sum(reports: SwitchReport[], field: 'longStays' | 'rightStays' | 'wrongFrames'): number {
  return reports.reduce((all, report) => all + report[field], 0)
}

async function run(switches: number, seed: number): Promise<void> {
  const random = seeded(seed)
  console.log(`fuzz:page --switches ${switches} --seed ${seed}`)
  await mkdir(HOME, { recursive: true })
  const home = await mkdtemp(join(HOME, 'fuzz-'))
  const stand = await openStand({
    home,
    progress: new Progress(),
    ports: { edge: 0, identity: 0, crm: 0 },
    sampleSize: 3000,
    network: (edgeUrl) => slowLine(edgeUrl, (path) => (path === '/v1/decisions' ? random() ** 2 * 200 : 0)),
  })
  try {
    const executablePath = await ensureChromium()
    const context = await openBrowser({
      executablePath,
      extensionDir: stand.extensionDir,
      profileDir: join(home, 'profile'),
      headless: true,
    })
    const reports = await fuzzSwitches(context, stand, switches, random, (report) => console.table([report]))
    await context.close()
    const faults = verdict(reports)
    if (faults.length) throw new Trouble(`seed ${seed}: ${faults.join('; ')}`)
    console.log(`Nothing wrong in ${switches} switches (seed ${seed}).`)
  } finally {
    await stand.close()
    await rm(home, { recursive: true, force: true })
  }
}

const OPTIONS = {
  switches: { type: 'string', default: '2000' },
  seed: { type: 'string', default: String(Date.now() % 1e6) },
} as const

await runCommand(HELP, OPTIONS, ({ switches, seed }) =>
  run(wholeNumber(switches, '--switches', [1, 1e7]), wholeNumber(seed, '--seed', [0, 2 ** 32 - 1])),
)
