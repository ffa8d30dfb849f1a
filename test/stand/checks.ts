import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { Trouble } from '../../db/trouble.ts'
import { buildExtension } from '../../rollout/build/extension.ts'
import { knownHoles } from './known-holes.ts'
import { checkLicences } from './licences.ts'
import { ROOT } from './paths.ts'
import { Progress } from './report.ts'

/** Each is kept by a tool of its own; the first column is what it keeps. */
const CHECKS: [name: string, program: string, ...args: string[]][] = [
  ['Format and lint', '@biomejs/biome/bin/biome', 'ci', '--error-on-warnings'],
  ['Types', 'typescript/bin/tsc', '--noEmit', '-p', '.'],
  [
    'Who may import whom',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    'extension',
    'worker',
    'db',
    'rollout',
    'test',
    '--config',
    '.dependency-cruiser.cjs',
  ],
  ['Dead code', 'knip/bin/knip.js'],
  ['Bundle budgets', 'size-limit/bin.js'],
]

function run([name, program, ...args]: (typeof CHECKS)[number]): void {
  const path = join(ROOT, 'node_modules', program)
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Trouble(`${name}:\n${stdout}${stderr}`)
}

function licences(): void {
  const faults = checkLicences()
  if (faults.length) throw new Trouble(`Licences:\n${faults.join('\n')}`)
}

const HELP = `npm run check

  licences, what is known against packages, format, lint, types, who may import whom, dead code and bundle budgets; the
  first that fails ends it`

await runCommand(HELP, {}, async () => {
  const progress = new Progress()
  await progress.step('Extension build', () => buildExtension())
  await progress.step('Licences', async () => licences())
  await progress.step('Known holes in what is shipped', async () => console.log(`  ${knownHoles()}`))
  for (const check of CHECKS) await progress.step(check[0], async () => run(check))
})
