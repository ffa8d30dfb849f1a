import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { auditTexts } from '../../extension/texts/console/audit.ts'

const services = join(import.meta.dirname, '../../worker/services')

it('has words for every action that the edge writes into the chain', async () => {
  const files = (await readdir(services, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(files.map((name) => readFile(join(services, name), 'utf8')))
  const written = texts.flatMap((text) =>
    [
      ...text.matchAll(
        /action: '((?:audit|access|rotation|retention|hold|erasure|conversions|playbook)\.[a-z]+)'/g,
      ),
    ].map(([, action = '']) => action),
  )
  // These two are lines of the access log.
  const actions = [...new Set(written)].filter((one) => one !== 'audit.read' && one !== 'audit.export')
  expect(actions.length).toBeGreaterThan(14)
  for (const words of [auditTexts.zh, auditTexts.en])
    expect(Object.keys(words.actions)).toEqual(expect.arrayContaining(actions))
})
