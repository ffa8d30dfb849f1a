import { runCommand, wholeNumber } from '../../db/command.ts'
import { Trouble } from '../../db/trouble.ts'
import { describeFault, fuzzApi, type Report } from './api/fuzz.ts'
import { SLOWEST } from './api/judge.ts'
import { openTarget } from './api/workerd.ts'

const HELP = `npm run fuzz:api -- [--requests N] [--seed N]

  asks a real edge N things (100000), most of them nearly right and the rest as wrong as can be, with the tokens of all
  roles and forged ones. None may be answered by a failure, without a problem document where it is refused, with what is
  inside, or later than ${SLOWEST / 1000} s; what is refused may have written nothing. The same seed asks the same again.`

const OPTIONS = {
  requests: { type: 'string', default: '100000' },
  seed: { type: 'string', default: String(Date.now() % 1e6) },
} as const

function print({ requests, unsent, statuses, accepted, slowest }: Report, seconds: number): void {
  const row = (name: string, value: string) => console.log(`  ${name.padEnd(48)} ${value}`)
  row('requests', `${requests} in ${Math.round(seconds)} s (${unsent} that no client could send)`)
  for (const [status, count] of Object.entries(statuses)) row(`answered ${status}`, String(count))
  row('slowest', `${Math.round(slowest)} ms`)
  for (const [route, count] of Object.entries(accepted).toSorted()) row(`accepted ${route}`, String(count))
}

async function run(requests: number, seed: number): Promise<void> {
  console.log(`fuzz:api --requests ${requests} --seed ${seed}`)
  const target = await openTarget()
  try {
    const start = performance.now()
    const report = await fuzzApi(target, { requests, seed, say: (line) => console.log(line) })
    print(report, (performance.now() - start) / 1000)
    for (const fault of report.faults) console.log(`\n${describeFault(fault)}`)
    const [line] = target.told ?? []
    if (line) throw new Trouble(`seed ${seed}: the log tells what a caller sent: ${line}`)
    if (report.faults.length)
      throw new Trouble(
        `seed ${seed}: ${report.faults.length} wrong answers, first at request ${report.faults[0]?.number}`,
      )
    console.log(`Nothing wrong in ${report.requests} requests (seed ${seed}).`)
  } finally {
    await target.close()
  }
}

await runCommand(HELP, OPTIONS, ({ requests, seed }) =>
  run(wholeNumber(requests, '--requests', [1, 1e8]), wholeNumber(seed, '--seed', [0, 2 ** 32 - 1])),
)
