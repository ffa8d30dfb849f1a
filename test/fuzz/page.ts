import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import { slowLine } from '../stand/network.ts'
import { HOME } from '../stand/paths.ts'
import { Progress, Trouble } from '../stand/report.ts'
import { openStand } from '../stand/stand.ts'
import { seeded } from './random.ts'
import { fuzzSwitches, type SwitchReport } from './switches.ts'

const { values } = parseArgs({
  options: {
    switches: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
})
const [switches, seed] = [Number(values.switches), Number(values.seed)]
const random = seeded(seed)
console.log(`fuzz:page --switches ${switches} --seed ${seed}`)

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
} catch (error) {
  console.error(error instanceof Trouble ? `✗ ${error.message}` : error)
  process.exitCode = 1
} finally {
  await stand.close()
  await rm(home, { recursive: true, force: true })
}
