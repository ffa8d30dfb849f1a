import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { access } from '../../worker/middleware/access.ts'
import { ROOT } from '../stand/paths.ts'
import { authorisationDocument } from './document.ts'

it('stands in docs/authorisation.md as the edge has it; else run npm run authorisation', () => {
  expect(readFileSync(join(ROOT, 'docs/authorisation.md'), 'utf8')).toBe(authorisationDocument())
})

it('has a row for every route, in both languages', () => {
  const rows = authorisationDocument()
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  expect(rows).toHaveLength(Object.keys(access).length)
  for (const row of rows) expect(row).toMatch(/\| [^|]*[\u4e00-\u9fff][^|]*。[^|]*[a-z][^|]*\. \|$/)
})
