import { join } from 'node:path'
import type { Text } from '../../worker/contract/text.ts'
import { runCommand } from '../command.ts'
import { openLocalD1 } from '../local.ts'
import { readOrCreatePolicy } from '../local-policy.ts'
import { SEED } from '../sample/generate.ts'
import { WrongUsage } from '../trouble.ts'
import { ImportError } from './error.ts'
import { findMapping, readMapping } from './find-mapping.ts'
import { type ImportResult, importExtract } from './import.ts'
import type { Mapping } from './mapping.ts'
import { progressShower, say, summaryTable } from './report.ts'
import { openReports, type Reports } from './reports.ts'

const USAGE = `npm run import -- --data DIR [--mapping FILE] [--accept] [--home DIR]

  --data DIR      the folder with the extract's files
  --mapping FILE  how to read them; else the shipped mapping that fits (docs/import.md)
  --accept        go live also where a file gave no row, more than 20 % of its rows were refused, or there are fewer than
                  half of the customers, events or numbers that are live
  --home DIR      where policy, state and reports are kept (default .fineline)
`

interface Settings {
  data: string
  mapping: Mapping
  accept: boolean
  home: string
  language: keyof Text
}

const OPTIONS = {
  data: { type: 'string' },
  mapping: { type: 'string' },
  accept: { type: 'boolean', default: false },
  home: { type: 'string' },
} as const

await runCommand(USAGE, OPTIONS, async ({ data, mapping: file, accept, home = '.fineline' }, language) => {
  if (!data) throw new WrongUsage({ zh: '请用 --data 指明目录。', en: 'Name the folder with --data.' })
  const mapping = file ? await readMapping(file) : await findMapping(data)
  await load({ data, mapping, accept, home, language })
})

async function load({ data, mapping, accept, home, language }: Settings): Promise<void> {
  const { hmacSecret } = await readOrCreatePolicy(home)
  const { customers: db, migrate, close } = await openLocalD1(join(home, 'state'))
  const reports = await openReports(home, mapping.dataset, language)
  const { show, end } = progressShower(process.stdout, language)
  const how = { accept, onProgress: show, onRefused: reports.add }
  try {
    await migrate()
    const result = await importExtract({ db, mapping, dir: data, secret: hmacSecret, seed: SEED, ...how })
    end()
    await reports.end(!result.already)
    console.log(conclusion(result, reports, language))
  } catch (error) {
    end()
    await reports.end(reports.counts.rows > 0)
    if (error instanceof ImportError && error.files.length)
      console.error(conclusion(error, reports, language))
    throw error
  } finally {
    await close()
  }
}

/** The table and, under it, what became of the extract and where the rest can be read. */
function conclusion(
  result: ImportResult | ImportError,
  { path, counts: { rows, notes } }: Reports,
  language: keyof Text,
): string {
  const lines = [summaryTable(result, language)]
  if (rows) lines.push(say('refusals', language, { rows, path }))
  if (notes) lines.push(say('notes', language, { count: notes, path }))
  if (!(result instanceof ImportError)) {
    const { dataset, customers, events, asOf, already } = result
    lines.push(say(already ? 'already' : 'loaded', language, { dataset, customers, events, asOf }))
  }
  return lines.join('\n')
}
