import { expect, test } from 'vitest'
import { buildTextTables } from '../../../worker/decision/text/build-tables.ts'
import { textScanner } from '../../../worker/decision/text/scan-text.ts'
import { marked } from '../marked.ts'
import { check } from '../playbook.ts'
import { readSpec } from '../spec.ts'

const { cases, ...text } = readSpec<{
  phrases: string[]
  innocent: string[]
  cases: Record<string, string[]>
}>('text-innocent')
const scanner = textScanner(
  buildTextTables({ checks: [{ ...check, id: 'all', on: 'remark', text: { ...text, detect: [] } }] }),
)

const rows = Object.entries(cases).flatMap(([rule, texts]) => texts.map((text) => [rule, text] as const))

test.each(rows)('%s: %s', (_, text) => {
  const { plain, ranges } = marked(text)
  expect(scanner?.scan(plain).get('all')?.forbidden ?? []).toEqual(ranges)
})
