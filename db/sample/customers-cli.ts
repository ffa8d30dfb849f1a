import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Text } from '../../worker/contract/text.ts'
import { terminalLanguage } from '../import/report.ts'
import { applyMigrations, openLocalD1 } from '../local.ts'
import { readOrCreatePolicy } from '../local-policy.ts'
import { loadNumbers } from './load.ts'
import { type BadLine, readNumbers } from './read-numbers.ts'

const USAGE = `npm run customers -- --numbers FILE [--home DIR]

  --numbers FILE  customer numbers, one a line or in the first column of a CSV file
  --home DIR      where policy and state are kept (default .fineline)
`

const NOTHING: Text = {
  zh: '文件中没有客户号，什么都没有改动。每行一个客户号，或放在 CSV 的第一列。',
  en: 'The file holds no customer number, and nothing was changed. Put one on each line, or in the first column of a CSV file.',
}

const LOADED = (taken: number, bad: number): Text => ({
  zh: `已为 ${taken} 个客户号生成模拟资料${bad ? `，${bad} 行未能读取` : ''}。库中只有客户键，没有客户号。`,
  en: `Made up facts for ${taken} customer numbers${bad ? `; lines that could not be read: ${bad}` : ''}. The database holds their keys, not the numbers.`,
})

process.exitCode = await main(terminalLanguage(process.env)).catch((error) => {
  if (!String(error?.code).startsWith('ERR_PARSE_ARGS')) throw error
  console.error(`${error.message}\n\n${USAGE}`)
  return 2
})

async function main(language: keyof Text): Promise<number> {
  const options = { numbers: { type: 'string' }, home: { type: 'string' } } as const
  const { numbers: file, home = '.fineline' } = parseArgs({ options }).values
  if (!file) {
    console.error(USAGE)
    return 2
  }
  const { numbers, bad } = readNumbers(await readFile(file))
  for (const line of bad) console.error(badLine(file, line, language))
  if (!numbers.length) {
    console.error(NOTHING[language])
    return 1
  }
  await load(numbers, home)
  console.log(LOADED(numbers.length, bad.length)[language])
  return 0
}

async function load(numbers: string[], home: string): Promise<void> {
  const { hmacSecret } = await readOrCreatePolicy(home)
  const { db, close } = await openLocalD1(join(home, 'state'))
  try {
    await applyMigrations(db)
    await loadNumbers(db, hmacSecret, numbers)
  } finally {
    await close()
  }
}

function badLine(file: string, { line, why }: BadLine, language: keyof Text): string {
  return language === 'zh' ? `${file} 第 ${line} 行：${why.zh}。` : `${file} line ${line}: ${why.en}.`
}
