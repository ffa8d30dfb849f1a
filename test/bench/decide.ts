import { parseArgs } from 'node:util'
import { benchRules } from './decide/bench-rules.ts'
import { benchSentences } from './decide/bench-sentences.ts'
import { benchText } from './decide/bench-text.ts'
import { benchWhole } from './decide/bench-whole.ts'
import { publishFigures } from './figures.ts'

const HELP = `npm run bench:decide -- [--json FILE]
  rules against other engines, compiling, text, sentences by others, whole decisions in workerd`

const { values } = parseArgs({
  options: { json: { type: 'string' }, help: { type: 'boolean', default: false } },
})
// wrangler asks the internet for what it does not need here.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.WRANGLER_SEND_METRICS = 'false'

if (values.help) console.log(HELP)
else {
  const parts = [benchRules, benchText, benchSentences, benchWhole]
  const figures = []
  for (const bench of parts) figures.push(...(await bench()))
  await publishFigures(figures, values.json)
}
