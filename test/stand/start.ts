import { join, resolve } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { runCommand, wholeNumber } from '../../db/command.ts'
import { findMapping, readMapping } from '../../db/import/find-mapping.ts'
import { readAdapter } from '../../db/packs/adapter.ts'
import { Trouble, WrongUsage } from '../../db/trouble.ts'
import { aborted, askedToEnd } from './asked-to-end.ts'
import { type BrowserOptions, openBrowser } from './browser.ts'
import { checkStand } from './check.ts'
import { ensureChromium } from './chromium.ts'
import { customerUrl } from './crm-driver.ts'
import { accounts } from './identity-accounts.ts'
import { HOME } from './paths.ts'
import { Progress } from './report.ts'
import { openStand, type Stand, type StandOptions } from './stand.ts'
import { firstCustomer } from './story.ts'

const HELP = `npm start -- [options]

  --headless        no window
  --check           look whether badge, tip and check are really on the page, save screenshots, and end;
                    with --crm, whether anything of Fineline is on that one page
  --data DIR        customers of a bank's extract (see docs/import.md) instead of the generated sample
  --mapping FILE    how to read that extract; left out: the shipped mapping that fits
  --crm URL         a CRM that is already running instead of the simulator; wants --adapter
  --adapter FILE    how to read that CRM (see docs/adapters.md)
  --language L      zh-CN (as it is) or en
  --as A,B          a further window for each of these accounts, on the console: supervisor-01, approver-01, …
  --edge-port N, --identity-port N, --crm-port N   other ports than 8787, 8788, 8789`

const OPTIONS = {
  headless: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  data: { type: 'string' },
  mapping: { type: 'string' },
  crm: { type: 'string' },
  adapter: { type: 'string' },
  language: { type: 'string', default: 'zh-CN' },
  as: { type: 'string', default: '' },
  'edge-port': { type: 'string', default: '8787' },
  'identity-port': { type: 'string', default: '8788' },
  'crm-port': { type: 'string', default: '8789' },
} as const

interface Options {
  headless: boolean
  check: boolean
  data?: string
  mapping?: string
  crm?: string
  adapter?: string
  language: string
  as: string
  'edge-port': string
  'identity-port': string
  'crm-port': string
}

const PORTS = [1, 65_535] as const

function readPorts(options: Options) {
  const port = (name: 'edge-port' | 'identity-port' | 'crm-port') =>
    wholeNumber(options[name], `--${name}`, PORTS)
  return { edge: port('edge-port'), identity: port('identity-port'), crm: port('crm-port') }
}

/** Everything that can be wrong with what was given is found here, before anything is changed. */
async function standOptions(options: Options, progress: Progress): Promise<StandOptions> {
  const { language, crm, data } = options
  if (language !== 'zh-CN' && language !== 'en') throw new WrongUsage('--language is zh-CN or en')
  if (Boolean(crm) !== Boolean(options.adapter))
    throw new WrongUsage('--crm URL and --adapter FILE go together')
  if (crm && !/^https?:$/.test(URL.parse(crm)?.protocol ?? ''))
    throw new WrongUsage(`--crm ${crm} is no address`)
  if (options.mapping && !data) throw new WrongUsage('--mapping FILE goes with --data DIR')
  const mapping = options.mapping ? await readMapping(resolve(options.mapping)) : undefined
  return {
    home: HOME,
    progress,
    language,
    groups: true,
    ports: readPorts(options),
    ...(data && { extract: { dir: resolve(data), mapping: mapping ?? (await findMapping(resolve(data))) } }),
    ...(crm && { crmUrl: crm }),
    ...(options.adapter && { adapters: [readAdapter(resolve(options.adapter))] }),
  }
}

function readPeople({ as }: Options): string[] {
  const people = as.split(',').filter(Boolean)
  const stranger = people.find((one) => accounts.every(({ id }) => id !== one))
  if (stranger === undefined) return people
  throw new WrongUsage(`--as ${stranger} is no account; there are ${accounts.map(({ id }) => id).join(', ')}`)
}

/** A window of their own for each of these people, on the console. */
async function openConsoles(
  stand: Stand,
  people: string[],
  browser: Pick<BrowserOptions, 'executablePath' | 'headless' | 'ownEnd'>,
): Promise<BrowserContext[]> {
  return Promise.all(
    people.map(async (account) => {
      const [extensionDir, profileDir] = [
        await stand.extensionFor(account),
        join(HOME, 'people', account, 'profile'),
      ]
      const context = await openBrowser({ ...browser, extensionDir, profileDir })
      const page = context.pages()[0] ?? (await context.newPage())
      await page.goto(`chrome-extension://${stand.extensionId}/tabs/console.html`)
      return context
    }),
  )
}

function addresses(stand: Stand): string {
  const lines = [
    ['CRM', stand.crmUrl],
    ['Edge API', `${stand.edgeUrl}/docs`],
    ['OpenID provider', stand.issuer],
    ['Kept between runs', HOME],
  ]
  return lines.map(([name, value]) => `  ${String(name).padEnd(18)} ${value}`).join('\n')
}

/** Opens the first page and waits until the agent closes the window, or this process is asked to end. */
async function serve(stand: Stand, context: BrowserContext, asked: AbortSignal): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage())
  const { crm, crmUrl } = stand
  await page.goto(crm ? customerUrl(crmUrl, 'webforms', firstCustomer(stand).number) : crmUrl)
  console.log(`\nFineline runs.\n${addresses(stand)}\n\nCtrl-C ends everything; data is kept.`)
  await Promise.race([aborted(asked), new Promise<void>((done) => context.on('close', () => done()))])
}

async function run(options: Options, asked: AbortSignal): Promise<void> {
  const progress = new Progress(asked)
  const wanted = await standOptions(options, progress)
  const people = readPeople(options)
  const executablePath = await progress.step('Browser', ensureChromium)
  const stand = await openStand(wanted)
  try {
    const browser = { executablePath, headless: options.headless, ownEnd: true }
    const [profileDir, extensionDir] = [join(HOME, 'profile'), stand.extensionDir]
    const context = await progress.step('Chromium with the extension', () =>
      openBrowser({ ...browser, extensionDir, profileDir }),
    )
    const consoles = await openConsoles(stand, people, browser)
    try {
      if (options.check) await checkStand(stand, context, progress)
      else await serve(stand, context, asked)
    } finally {
      for (const one of [context, ...consoles]) await one.close().catch(() => undefined)
    }
  } finally {
    await stand.close()
  }
  if (options.check) console.log(`\n${addresses(stand)}`)
}

await runCommand(HELP, OPTIONS, async (options) => {
  const asked = askedToEnd()
  await run(options, asked).catch((error) => {
    // What breaks because it is being ended is no news.
    throw asked.aborted ? new Trouble('Ended before it ran; nothing is left running.') : error
  })
})
