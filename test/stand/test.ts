import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureChromium } from './chromium.ts'
import { buildExtension } from './extension.ts'
import { ROOT } from './paths.ts'
import { Progress, Trouble } from './report.ts'

const progress = new Progress()
try {
  await progress.step('Browser', ensureChromium)
  await progress.step('Extension build', buildExtension)
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} catch (error) {
  console.error(error instanceof Trouble ? `\n✗ ${error.message}` : error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
