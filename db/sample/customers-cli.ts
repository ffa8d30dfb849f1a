import { join } from 'node:path'
import type { Text } from '../../worker/contract/text.ts'
import { runCommand } from '../command.ts'
import { readGiven } from '../given.ts'
import { openLocalD1 } from '../local.ts'
import { readOrCreatePolicy } from '../local-policy.ts'
import { Trouble, WrongUsage } from '../trouble.ts'
import { type LoadedCustomers, loadNumbers } from './load.ts'
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

const REPLACED = (count: number): Text => ({
  zh: `它们取代了此前用本命令载入的 ${count} 个客户号；要保留的请写在同一个文件里。导入的抽取和模拟样本没有改动。`,
  en: `They take the place of the ${count} loaded by this command before; to keep those, put all into one file. Imported extracts and the sample stand as they were.`,
})

const OPTIONS = { numbers: { type: 'string' }, home: { type: 'string' } } as const

await runCommand(USAGE, OPTIONS, async ({ numbers: file, home = '.fineline' }, language) => {
  if (!file) throw new WrongUsage({ zh: '请用 --numbers 指明文件。', en: 'Name the file with --numbers.' })
  const { numbers, bad } = readNumbers(readGiven(file))
  for (const line of bad) console.error(badLine(file, line, language))
  if (!numbers.length) throw new Trouble(NOTHING)
  const { replaced } = await load(numbers, home)
  console.log(LOADED(numbers.length, bad.length)[language])
  if (replaced !== null) console.log(REPLACED(replaced)[language])
})

async function load(numbers: string[], home: string): Promise<LoadedCustomers> {
  const { hmacSecret } = await readOrCreatePolicy(home)
  const { customers: db, migrate, close } = await openLocalD1(join(home, 'state'))
  try {
    await migrate()
    return await loadNumbers(db, hmacSecret, numbers)
  } finally {
    await close()
  }
}

function badLine(file: string, { line, why }: BadLine, language: keyof Text): string {
  return language === 'zh' ? `${file} 第 ${line} 行：${why.zh}。` : `${file} line ${line}: ${why.en}.`
}
