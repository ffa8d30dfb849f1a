import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { ROOT } from '../stand/paths.ts'
import { BLOCKS } from './scale/blocks.ts'
import { filled } from './scale/document.ts'
import { measureRows } from './scale/rows.ts'

const USAGE = `npm run scale -- [--rows]

  prints what banks of 1, 10 and 100 million customers need, and writes it into docs/scale.md
  --rows  measures instead what a row of each table takes, for test/bench/scale/sizes.ts`

const PAGE = join(ROOT, 'docs/scale.md')

await runCommand(USAGE, { rows: { type: 'boolean' } }, async ({ rows }) => {
  if (rows) return console.table(measureRows(20_000))
  for (const [name, block] of Object.entries(BLOCKS)) console.log(`## ${name}\n\n${block()}\n`)
  await writeFile(PAGE, filled(await readFile(PAGE, 'utf8')))
})
