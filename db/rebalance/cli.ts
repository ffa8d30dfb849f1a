import { readFile } from 'node:fs/promises'
import type { DatabaseList, MoveObstacle } from '../../worker/contract/databases.ts'
import type { Text } from '../../worker/contract/text.ts'
import { askEdge, type Edge, refusalOf } from '../ask-edge.ts'
import { runCommand, wholeNumber } from '../command.ts'
import { Trouble, WrongUsage } from '../trouble.ts'

const USAGE = `npm run rebalance -- --edge URL --token-file FILE [--to NAME --buckets N]

  shows how customers are spread over databases, and says how many of the 4,096 buckets one is to have
  --edge URL         the edge
  --token-file FILE  a file with an access token of an administrator
  --to NAME          a database of CUSTOMER_DATABASES
  --buckets N        how many it is to have; they move one after the other while all of them serve
`

const OPTIONS = {
  edge: { type: 'string' },
  'token-file': { type: 'string' },
  to: { type: 'string' },
  buckets: { type: 'string' },
} as const

await runCommand(USAGE, OPTIONS, async ({ edge, 'token-file': file, to, buckets }, language) => {
  if (!edge || !file || Boolean(to) !== Boolean(buckets))
    throw new WrongUsage({
      zh: '请给出 --edge 和 --token-file；--to 与 --buckets 须同时给出。',
      en: 'Give --edge and --token-file; --to and --buckets go together.',
    })
  const share = to && buckets ? { to, buckets: wholeNumber(buckets, '--buckets', [0, 4096]) } : null
  const list = await ask({ edge, token: await tokenIn(file) }, share)
  console.table(list.databases)
  console.log(stateOf(list)[language])
})

async function tokenIn(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Trouble({ zh: `读不到 ${path}。`, en: `${path} cannot be read.` })
  })
  return text.trim()
}

async function ask(edge: Edge, share: { to: string; buckets: number } | null): Promise<DatabaseList> {
  const answer = await (share
    ? askEdge(edge, `/v1/databases/${encodeURIComponent(share.to)}`, {
        method: 'PUT',
        body: JSON.stringify({ buckets: share.buckets }),
      })
    : askEdge(edge, '/v1/databases'))
  if (answer.ok) return (await answer.json()) as DatabaseList
  throw await refusalOf(answer)
}

const WAITS: Record<MoveObstacle, Text> = {
  rotation: { zh: '等待客户键更换结束', en: 'waits until the change of keys is done' },
  segments: { zh: '等待客群计算结束', en: 'waits until segments are computed' },
  erasure: { zh: '等待一项删除由第二人确认', en: 'waits until an erasure is confirmed by a second person' },
  refresh: {
    zh: '等待全量更新在各数据库都生效（请再次发送 finish）',
    en: 'waits until a full refresh is live in every database: send its finish again',
  },
}

function stateOf({ databases, moving }: DatabaseList): Text {
  if (!moving) return { zh: '没有待迁移的分桶。', en: 'No bucket is to move.' }
  const left = databases.reduce((sum, { coming }) => sum + coming, 0)
  const { from, to, arrived, waitsFor } = moving
  const waits = waitsFor && WAITS[waitsFor]
  return {
    zh: `还有 ${left} 个分桶待迁移；当前 ${from} → ${to}，已到达 ${arrived} 行${waits ? `，${waits.zh}` : ''}。`,
    en: `${left} buckets are to move; now ${from} → ${to}, ${arrived} rows have arrived${waits ? `; it ${waits.en}` : ''}.`,
  }
}
