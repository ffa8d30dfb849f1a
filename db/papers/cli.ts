import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../command.ts'
import { assemblePlaybook } from '../packs/assemble.ts'
import { assessment } from './assessment.ts'
import { dataMap } from './map.ts'
import { mapCsv, mapMarkdown } from './words.ts'

const USAGE = `npm run data-map -- [--out DIR]

  writes the data map (Markdown and CSV) and the form of an impact assessment, in Chinese and English, from the catalogue
  --out DIR  where to write (default .fineline/papers)
`

await runCommand(USAGE, { out: { type: 'string' } }, async ({ out = '.fineline/papers' }) => {
  const rows = dataMap(assemblePlaybook())
  await mkdir(out, { recursive: true })
  for (const language of ['zh', 'en'] as const) {
    await writeFile(join(out, `data-map.${language}.md`), mapMarkdown(rows, language))
    await writeFile(join(out, `data-map.${language}.csv`), mapCsv(rows, language))
    await writeFile(join(out, `impact-assessment.${language}.md`), assessment(rows, language))
  }
  console.log(`${rows.length} rows: ${out}`)
})
