import { runCommand, wholeNumber } from '../../db/command.ts'
import { Trouble } from '../../db/trouble.ts'
import { fuzz } from './fuzz.ts'
import { delaysOf, faultsOf, tableOf } from './verdict.ts'

const HELP = `npm run fuzz:page -- [--switches N] [--seed N]
  switches customers and sends orders at random on all kinds of page, with an edge that is late, fails and answers
  twice; looks for a badge of another customer, for orders that got through, and for orders that got lost`

async function run(switches: number, seed: number): Promise<void> {
  console.log(`fuzz:page --switches ${switches} --seed ${seed}`)
  const report = await fuzz({ switches, seed, say: (line) => console.log(line) })
  for (const [name, value] of tableOf(report)) console.log(`  ${name.padEnd(62)} ${value}`)
  const faults = [...report.firstWrong, ...faultsOf(report), ...delaysOf(report)]
  if (faults.length) throw new Trouble(`seed ${seed}: ${faults.join('; ')}`)
  console.log(`Nothing wrong in ${report.switches} switches (seed ${seed}).`)
}

const OPTIONS = {
  switches: { type: 'string', default: '2000' },
  seed: { type: 'string', default: String(Date.now() % 1e6) },
} as const

await runCommand(HELP, OPTIONS, ({ switches, seed }) =>
  run(wholeNumber(switches, '--switches', [1, 1e7]), wholeNumber(seed, '--seed', [0, 2 ** 32 - 1])),
)
