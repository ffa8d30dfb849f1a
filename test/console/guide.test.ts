import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from '../../extension/texts/en.ts'
import { zh } from '../../extension/texts/zh.ts'
import { ROOT } from '../stand/paths.ts'

interface Texts {
  zh: object
  en: object
}

const filesOf = (pattern: string) => globSync(pattern, { cwd: ROOT }).map((file) => join(ROOT, file))
const modules: Record<string, Texts>[] = await Promise.all(
  filesOf('extension/texts/console/*.ts').map((file) => import(file)),
)
const consoleTexts = modules.flatMap((one) => Object.values(one))

/** Titles stand with their pages, which take the component library along. */
const titles = filesOf('extension/console/**/*.{ts,tsx}').flatMap((file) => [
  ...readFileSync(file, 'utf8').matchAll(/{ zh: '(?<zh>[^']+)', en: '(?<en>[^']+)' }/g),
])

const wordsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(wordsIn)
      : []

const said = (side: 'zh' | 'en'): string[] => [
  ...wordsIn(side === 'zh' ? zh : en),
  ...consoleTexts.flatMap((texts) => wordsIn(texts[side])),
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
