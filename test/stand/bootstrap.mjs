// The one file that must run on a bare Node 20: installs what is missing, finds a Node that runs TypeScript, goes on there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from './launch.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const commands = {
  start: 'test/stand/start.ts',
  test: 'test/stand/test.ts',
  check: 'test/stand/checks.ts',
  import: 'db/import/cli.ts',
  audit: 'db/audit/cli.ts',
  rekey: 'db/rekey/cli.ts',
  rebalance: 'db/rebalance/cli.ts',
  'data-map': 'db/papers/cli.ts',
  host: 'test/stand/host.ts',
  customers: 'db/sample/customers-cli.ts',
  'bench:page': 'test/bench/page.ts',
  'bench:decide': 'test/bench/decide.ts',
  'bench:push': 'test/bench/push.ts',
  'bench:preview': 'test/bench/preview.ts',
  'bench:audit': 'test/bench/audit.ts',
  'bench:results': 'test/bench/results.ts',
  'bench:ingest': 'test/bench/ingest.ts',
  'bench:view': 'test/bench/view.ts',
  sums: 'test/sums/cli.ts',
  scale: 'test/bench/scale.ts',
  'bench:search': 'test/bench/search.ts',
  'bench:segments': 'test/bench/segments.ts',
  'bench:databases': 'test/bench/databases.ts',
  'fuzz:page': 'test/fuzz/page.ts',
  'fuzz:api': 'test/fuzz/api.ts',
  authorisation: 'test/authorisation/cli.ts',
  screenshots: 'test/console/gallery.ts',
  package: 'rollout/cli.ts',
}

function fail(message) {
  console.error(`\n✗ ${message}`)
  process.exit(1)
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const marker = join(root, 'node_modules', '.fineline-lock')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return
  const started = Date.now()
  console.log('▸ Installing packages from package-lock.json (a minute or two) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options)
  if (status !== 0)
    fail(
      'npm ci did not finish. Its message stands above; with the network back, run the same command again.',
    )
  writeFileSync(marker, lock)
  console.log(`✓ Packages installed (${Math.round((Date.now() - started) / 1000)} s)`)
}

/** TypeScript without a build step needs Node 22.18; a Node in node_modules serves where the machine's is older. */
function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const packaged = join(
    root,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    platform === 'win' ? 'node.exe' : 'node',
  )
  if (existsSync(packaged)) return packaged
  return fail(
    `This is Node ${process.versions.node}, and no newer one is packaged for ${process.platform} ${process.arch}. Install Node 22.18 or newer and run the same command again.`,
  )
}

const [command, ...args] = process.argv.slice(2)
const script = commands[command]
if (!script) fail(`Unknown command "${command}". Known: ${Object.keys(commands).join(', ')}`)
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`This is Node ${process.versions.node}. Fineline needs Node 20 or newer.`)
install()
const node = findNode()
const env = {
  ...process.env,
  PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
}
launch(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], env)
