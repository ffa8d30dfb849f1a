import { join } from 'node:path'
import { build } from 'esbuild'
import { runCommand } from '../../db/command.ts'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { SearchIndex } from '../../extension/search/index.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { openChromium } from '../panel/chromium.ts'
import { questions, rateOf } from '../search/rate.ts'
import { type Figure, percentile, publishFigures } from './figures.ts'
import { type Measured, measure } from './search/measure.ts'

const HELP = `npm run bench:search -- [--json FILE]
  search over the shipped scripts and articles, and over twenty times as many, in Node and in Chromium`

const OPTIONS = { json: { type: 'string' } } as const

/** A letter must be answered within this. Milliseconds. */
const BUDGET = 50
const TIMES = [1, 20]

function figures(where: string, { entries, build, answers }: Measured): Figure[] {
  const of = `${entries} entries, ${where}`
  return [
    { name: `index made, ${of}`, value: build, unit: 'ms' },
    { name: `answer to a letter, median, ${of}`, value: percentile(answers, 0.5), unit: 'ms' },
    {
      ...{ name: `answer to a letter, p95, ${of}`, value: percentile(answers, 0.95), unit: 'ms' },
      ...{ baseline: BUDGET, ratio: percentile(answers, 0.95) / BUDGET },
    },
  ]
}

/** How often what is looked for is found, with the table of synonyms and without. */
function rates(playbook: Playbook): Figure[] {
  const of = (name: string, synonyms: Playbook['synonyms']) => {
    const { first, firstThree } = rateOf(SearchIndex.of({ ...playbook, synonyms }))
    const unit = `of ${questions.length}`
    return [
      { name: `expected answer first${name}`, value: first, unit },
      { name: `expected answer among three${name}`, value: firstThree, unit },
    ]
  }
  return [...of('', playbook.synonyms), ...of(', without synonyms', [])]
}

async function inChromium(playbook: Playbook, typed: string[]): Promise<Measured[]> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'search/page.ts')],
    ...{ bundle: true, write: false, format: 'iife', minify: true },
  })
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
    const results: Measured[] = []
    for (const times of TIMES) {
      const run = ([playbook, times, typed]: Parameters<typeof measure>) =>
        (globalThis as unknown as { measure: typeof measure }).measure(playbook, times, typed)
      results.push(await page.evaluate(run, [playbook, times, typed] as Parameters<typeof measure>))
    }
    return results
  } finally {
    await browser.close()
  }
}

await runCommand(HELP, OPTIONS, async ({ json }) => {
  const playbook = assemblePlaybook()
  const typed = questions.map((one) => one.typed)
  const inNode = TIMES.map((times) => measure(playbook, times, typed))
  const inPage = await inChromium(playbook, typed)
  await publishFigures(
    [
      ...rates(playbook),
      ...inNode.flatMap((one) => figures('Node', one)),
      ...inPage.flatMap((one) => figures('Chromium', one)),
    ],
    json,
  )
})
