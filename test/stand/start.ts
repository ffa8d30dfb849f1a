import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readAdapter } from '../../db/packs/adapter.ts'
import { openBrowser } from './browser.ts'
import { checkStand } from './check.ts'
import { ensureChromium } from './chromium.ts'
import { customerUrl } from './crm-driver.ts'
import { HOME } from './paths.ts'
import { expectFree } from './ports.ts'
import { Progress, Trouble } from './report.ts'
import { openStand, type Stand, type StandOptions } from './stand.ts'
import { firstCustomer } from './story.ts'

const HELP = `npm start -- [options]

  --headless        no window
  --check           look whether badge, tip and check are really on the page, save screenshots, and end
  --data DIR        customers of a bank's extract (see docs/import.md) instead of the generated sample
  --crm URL         a CRM that is already running instead of the simulator; wants --adapter
  --adapter FILE    how to read that CRM (see docs/adapters.md)
  --language L      zh-CN (as it is) or en
  --edge-port N, --identity-port N, --crm-port N   other ports than 8787, 8788, 8789`

function readOptions() {
  const { values } = parseArgs({
    options: {
      headless: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      data: { type: 'string' },
      crm: { type: 'string' },
      adapter: { type: 'string' },
      language: { type: 'string', default: 'zh-CN' },
      'edge-port': { type: 'string', default: '8787' },
      'identity-port': { type: 'string', default: '8788' },
      'crm-port': { type: 'string', default: '8789' },
    },
  })
  if (values.language !== 'zh-CN' && values.language !== 'en') throw new Trouble('--language is zh-CN or en')
  if (Boolean(values.crm) !== Boolean(values.adapter))
    throw new Trouble('--crm URL and --adapter FILE go together')
  if (values.crm && !URL.canParse(values.crm)) throw new Trouble(`--crm ${values.crm} is no address`)
  return values
}

type Options = ReturnType<typeof readOptions>

async function checkPorts(options: Options) {
  const ports = {
    edge: Number(options['edge-port']),
    identity: Number(options['identity-port']),
    crm: Number(options['crm-port']),
  }
  await expectFree(ports.edge, 'Worker', '--edge-port')
  await expectFree(ports.identity, 'OpenID provider', '--identity-port')
  if (!options.crm) await expectFree(ports.crm, 'CRM simulator', '--crm-port')
  return ports
}

async function standOptions(options: Options, progress: Progress): Promise<StandOptions> {
  const ports = await checkPorts(options)
  const adapter = options.adapter ? readAdapter(resolve(options.adapter)) : null
  return {
    home: HOME,
    progress,
    ports,
    language: options.language as 'zh-CN' | 'en',
    ...(options.data && { extract: resolve(options.data) }),
    ...(options.crm && { crmUrl: options.crm }),
    ...(adapter && { adapters: [adapter] }),
  }
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

/** Resolves when the agent closes the window or presses Ctrl-C. */
function ended(closed: (done: () => void) => void): Promise<void> {
  return new Promise((done) => {
    closed(done)
    process.once('SIGINT', done)
    process.once('SIGTERM', done)
  })
}

async function run(options: Options): Promise<void> {
  const progress = new Progress()
  const wanted = await standOptions(options, progress)
  const executablePath = await progress.step('Browser', ensureChromium)
  const stand = await openStand(wanted)
  try {
    const context = await progress.step('Chromium with the extension', () =>
      openBrowser({
        executablePath,
        extensionDir: stand.extensionDir,
        profileDir: join(HOME, 'profile'),
        headless: options.headless,
      }),
    )
    try {
      if (options.check) await checkStand(stand, context, progress)
      else {
        const page = context.pages()[0] ?? (await context.newPage())
        await page.goto(
          stand.crm ? customerUrl(stand.crmUrl, 'webforms', firstCustomer(stand).number) : stand.crmUrl,
        )
        console.log(`\nFineline runs.\n${addresses(stand)}\n\nCtrl-C ends everything; data is kept.`)
        await ended((done) => context.on('close', done))
      }
    } finally {
      await context.close().catch(() => undefined)
    }
  } finally {
    await stand.close()
  }
  if (options.check) console.log(`\n${addresses(stand)}`)
}

try {
  const options = readOptions()
  if (options.help) console.log(HELP)
  else await run(options)
} catch (error) {
  console.error(error instanceof Trouble ? `\n✗ ${error.message}` : error)
  process.exitCode = 1
}
