import { setTimeout } from 'node:timers/promises'
import type { KeyPair, KeyPairReceipt } from '../../worker/contract/rotation.ts'
import { askEdge, type Edge, refusalOf } from '../ask-edge.ts'
import { Trouble } from '../trouble.ts'

/** Where an edge that has enough does not say for how long. Seconds. */
const LONG = 10

/** As many as the edge takes in one request. */
const AT_ONCE = 5000

interface Target extends Edge {
  rotation: string
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

async function sendBatch(target: Target, pairs: KeyPair[], before: number): Promise<void> {
  const path = `/v1/key-rotations/${target.rotation}/pairs`
  const answer = await askEdge(target, path, { method: 'POST', body: JSON.stringify({ pairs }) })
  if (answer.status === 429) {
    await setTimeout(Number(answer.headers.get('retry-after') ?? LONG) * 1000)
    return sendBatch(target, pairs, before)
  }
  if (!answer.ok) throw await refusalOf(answer)
  const { refused } = (await answer.json()) as KeyPairReceipt
  const [first] = refused
  if (first)
    throw new Trouble({
      zh: `第 ${before + first.line} 对被拒绝：${first.why}`,
      en: `Pair ${before + first.line} was refused: ${first.why}`,
    })
}
