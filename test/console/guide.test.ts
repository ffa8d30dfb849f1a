import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from '../../extension/texts/en.ts'
import { zh } from '../../extension/texts/zh.ts'
import { ROOT } from '../stand/paths.ts'

const consoleTexts = import.meta.glob<Record<string, { zh: object; en: object }>>(
  '../../extension/texts/console/*.ts',
  { eager: true },
)

/** Titles stand with their pages, which take the component library along. */
const sources = import.meta.glob<string>('../../extension/console/**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const titles = Object.values(sources).flatMap((text) => [
  ...text.matchAll(/{ zh: '(?<zh>[^']+)', en: '(?<en>[^']+)' }/g),
])

const wordsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(wordsIn)
      : []

const said = (side: 'zh' | 'en'): string[] => [
  ...wordsIn(side === 'zh' ? zh : en),
  ...Object.values(consoleTexts).flatMap((one) =>
    Object.values(one).flatMap((texts) => wordsIn(texts[side])),
  ),
  ...titles.map(({ groups }) => groups?.[side] ?? ''),
]

test.each([
  ['first-tip.zh-CN.md', 'zh', ['English']],
  ['first-tip.md', 'en', ['English']],
] as const)('%s quotes words that stand on the screen', (file, side, others) => {
  const guide = readFileSync(join(ROOT, 'docs', file), 'utf8')
  const quoted = [...guide.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words)
  const known = [...said(side), ...others]
  const unknown = quoted.filter(
    (words) =>
      !known.some((text) => text === words || text.startsWith(`${words}：`) || text.startsWith(`${words}:`)),
  )
  expect(quoted.length).toBeGreaterThan(15)
  expect(unknown).toEqual([])
})
