import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Trouble } from '../../db/trouble.ts'
import { buildExtension } from '../../rollout/build/extension.ts'
import { ensureChromium } from './chromium.ts'
import { ROOT } from './paths.ts'
import { Progress } from './report.ts'

const HELP = `npm test -- [what vitest run takes]

  everything; the last line is "N passed, N failed". Part of it: npm test -- --project pure test/decision`

async function run(args: string[]): Promise<void> {
  const progress = new Progress()
  await progress.step('Browser', ensureChromium)
  await progress.step('Extension build', () => buildExtension())
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...args], { cwd: ROOT, stdio: 'inherit' })
  process.exitCode = status ?? 1
}

try {
  const args = process.argv.slice(2)
  if (args.includes('--help')) console.log(HELP)
  else await run(args)
} catch (error) {
  console.error(error instanceof Trouble ? `\n✗ ${error.message}` : error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
