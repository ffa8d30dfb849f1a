import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { openLocalD1 } from '../../db/local.ts'
import { Trouble, WrongUsage } from '../../db/trouble.ts'
import { compare } from './compare.ts'
import { czechSums, datasetIn, portugueseSums } from './raw.ts'
import { storedSums } from './stored.ts'

const HELP = `npm run sums -- --data DIR [--home DIR]

  counts and sums of a public extract's files, read plainly, beside those of the base it was imported into

  --data DIR   the folder with the extract's files, as given to npm run import
  --home DIR   where the base is kept (default .fineline)
`

const OPTIONS = { data: { type: 'string' }, home: { type: 'string' } } as const

await runCommand(HELP, OPTIONS, async ({ data, home = '.fineline' }) => {
  if (!data) throw new WrongUsage({ zh: '请用 --data 指明目录。', en: 'Name the folder with --data.' })
  const dataset = datasetIn(data)
  if (!dataset) {
    throw new Trouble({
      zh: `${data} 不是两份公开数据之一，没有可对照的数字。`,
      en: `${data} holds neither of the two public extracts, so there is nothing to compare.`,
    })
  }
  const { customers: db, close } = await openLocalD1(join(home, 'state'))
  try {
    const files = dataset === 'berka' ? czechSums(data) : portugueseSums(data)
    const table = compare(files, await storedSums(db, dataset))
    console.table(table)
    const wrong = table.filter(({ equal }) => !equal)
    if (wrong.length) {
      throw new Trouble({
        zh: `有 ${wrong.length} 项不一致：${wrong.map(({ figure }) => figure).join('、')}。`,
        en: `${wrong.length} figures differ: ${wrong.map(({ figure }) => figure).join(', ')}.`,
      })
    }
  } finally {
    await close()
  }
})
