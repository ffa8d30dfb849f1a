import { runCommand } from '../../db/command.ts'
import { benchRules } from './decide/bench-rules.ts'
import { benchSentences } from './decide/bench-sentences.ts'
import { benchText } from './decide/bench-text.ts'
import { benchWhole } from './decide/bench-whole.ts'
import { publishFigures } from './figures.ts'

const HELP = `npm run bench:decide -- [--json FILE]
  rules against other engines, compiling, text, sentences by others, whole decisions in workerd`

await runCommand(HELP, { json: { type: 'string' } }, async ({ json }) => {
  // wrangler asks the internet for what it does not need here.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  process.env.WRANGLER_SEND_METRICS = 'false'
  const figures = []
  for (const bench of [benchRules, benchText, benchSentences, benchWhole]) figures.push(...(await bench()))
  await publishFigures(figures, json)
})
