import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Chains } from '../../db/audit/chains.ts'
import { sayFault } from '../../db/audit/fault.ts'
import { verifyFile } from '../../db/audit/read-file.ts'
import { runCommand, wholeNumber } from '../../db/command.ts'
import { Trouble } from '../../db/trouble.ts'
import { type Places, writeExport } from '../audit/export-file.ts'
import { drawFlip, flip, names } from '../audit/flip.ts'
import { seeded } from '../fuzz/random.ts'
import { benchLooks } from './audit/looks.ts'
import { publishFigures } from './figures.ts'

const HELP = `npm run bench:audit -- [--records N] [--flips N] [--seed S] [--json FILE]
  verifies an export of a million records, then turns over one random bit of one random record at a time, which must be
  named each time; the baseline is plain SHA-256 over the same bytes. And what the access log costs a decision`

const OPTIONS = {
  records: { type: 'string' },
  flips: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'string' },
} as const

const KINDS = ['entry', 'access', 'entry', 'segment', 'entry', 'access-segment'] as const

await runCommand(
  HELP,
  OPTIONS,
  async ({ records = '1000000', flips = '24', seed = `${Date.now() % 1_000_000}`, json }) => {
    const count = wholeNumber(records, '--records', [10_000, 10_000_000])
    const times = wholeNumber(flips, '--flips', [1, 10_000])
    const random = seeded(wholeNumber(seed, '--seed', [0, 4_294_967_295]))
    const dir = await mkdtemp(join(tmpdir(), 'fineline-audit-'))
    const file = join(dir, 'export.ndjson')
    try {
      const places = writeExport(file, { records: count, entries: 10_000, lines: 1000 })
      const baseline = await timed(() => plainHash(file))
      const whole = await timed(() => verifySound(file))
      console.log(`seed ${seed}`)
      const found = await turnBits(file, places, times, random)
      const megabytes = (await stat(file)).size / 1e6
      await publishFigures(
        [
          await benchLooks(),
          { name: 'records', value: count, unit: 'records' },
          { name: 'size of the export', value: megabytes, unit: 'MB' },
          { name: 'verifying all of it', value: whole, unit: 's', baseline, ratio: whole / baseline },
          { name: 'bits turned over and named', value: found.length, unit: `of ${times}` },
          { name: 'until named, longest', value: Math.max(...found), unit: 's' },
        ],
        json,
      )
    } finally {
      await rm(dir, { recursive: true })
    }
  },
)

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function plainHash(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}

async function verifySound(file: string): Promise<void> {
  const { fault } = await verifyFile(file, new Chains())
  if (fault) throw new Trouble(`A sound export was found wrong: ${sayFault(fault, 'en')}`)
}

/** Seconds until each turned bit was named. */
async function turnBits(
  file: string,
  places: Places,
  times: number,
  random: () => number,
): Promise<number[]> {
  const seconds: number[] = []
  for (let time = 0; time < times; time += 1) {
    const turned = drawFlip(file, places, KINDS[time % KINDS.length] ?? 'entry', random)
    flip(file, turned)
    const start = performance.now()
    const { fault } = await verifyFile(file, new Chains())
    seconds.push((performance.now() - start) / 1000)
    flip(file, turned)
    const said = fault ? sayFault(fault, 'en') : 'nothing is wrong'
    console.log(`${turned.kind} ${turned.number}, byte ${turned.byte}, bit ${turned.bit}: ${said}`)
    if (!names(fault, turned)) throw new Trouble('That is not the record whose bit was turned over.')
  }
  return seconds
}
