import { setTimeout } from 'node:timers/promises'
import type { KeyPair, KeyPairReceipt } from '../../worker/contract/rotation.ts'
import { Trouble } from '../trouble.ts'

/** Where an edge that has enough does not say for how long. Seconds. */
const LONG = 10

/** As many as the edge takes in one request. */
const AT_ONCE = 5000

interface Target {
  edge: string
  rotation: string
  token: string
}

/**
 * Sends pairs to an edge. Broken off, the same command sends them again: the edge takes each once.
 * @throws Trouble where the edge refuses, or one pair of them
 */
export async function sendPairs(target: Target, pairs: AsyncIterable<KeyPair>): Promise<void> {
  let [batch, sent]: [KeyPair[], number] = [[], 0]
  for await (const pair of pairs) {
    batch.push(pair)
    if (batch.length < AT_ONCE) continue
    await sendBatch(target, batch, sent)
    sent += batch.length
    batch = []
  }
  if (batch.length > 0) await sendBatch(target, batch, sent)
}

async function sendBatch({ edge, rotation, token }: Target, pairs: KeyPair[], before: number): Promise<void> {
  const answer = await fetch(new URL(`/v1/key-rotations/${rotation}/pairs`, edge), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ pairs }),
  }).catch((error) => {
    throw new Trouble({ zh: `连不上 ${edge}：${error}`, en: `${edge} cannot be reached: ${error}` })
  })
  if (answer.status === 429) {
    await setTimeout(Number(answer.headers.get('retry-after') ?? LONG) * 1000)
    return sendBatch({ edge, rotation, token }, pairs, before)
  }
  if (!answer.ok)
    throw new Trouble({ zh: `边缘服务答复 ${answer.status}。`, en: `The edge answered ${answer.status}.` })
  const { refused } = (await answer.json()) as KeyPairReceipt
  const [first] = refused
  if (first)
    throw new Trouble({
      zh: `第 ${before + first.line} 对被拒绝：${first.why}`,
      en: `Pair ${before + first.line} was refused: ${first.why}`,
    })
}
