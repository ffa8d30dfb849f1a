import { parseArgs } from 'node:util'
import { benchRules } from './decide/bench-rules.ts'
import { publishFigures } from './figures.ts'

const { values } = parseArgs({ options: { json: { type: 'string' } } })
await publishFigures([...(await benchRules())], values.json)
