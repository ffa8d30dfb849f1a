import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Text } from '../../worker/contract/text.ts'
import { runCommand } from '../command.ts'
import { readNumbers } from '../sample/read-numbers.ts'
import { Trouble, WrongUsage } from '../trouble.ts'
import { makePairs } from './pairs.ts'
import { sendPairs } from './send.ts'

const USAGE = `npm run rekey -- --numbers FILE --old-secret-file FILE --new-secret-file FILE --out FILE
npm run rekey -- --numbers FILE --old-secret-file FILE --new-secret-file FILE --edge URL --token-file FILE --rotation ID

  makes the pairs of old and new customer keys from the bank's own customer numbers; numbers and secrets stay here
  --numbers FILE          customer numbers, one a line or in the first column of a CSV file
  --old-secret-file FILE  the secret so far
  --new-secret-file FILE  the secret from now on
  --out FILE              where to write the pairs, one JSON object a line
  --edge URL              sends them to this edge instead
  --token-file FILE       a file with an access token of an administrator
  --rotation ID           the change of keys that was started there
`

const OPTIONS = {
  numbers: { type: 'string' },
  'old-secret-file': { type: 'string' },
  'new-secret-file': { type: 'string' },
  out: { type: 'string' },
  edge: { type: 'string' },
  'token-file': { type: 'string' },
  rotation: { type: 'string' },
} as const

await runCommand(USAGE, OPTIONS, async (given, language) => {
  const { numbers: file, 'old-secret-file': oldFile, 'new-secret-file': newFile } = given
  const { out, edge, rotation, 'token-file': tokenFile } = given
  if (!file || !oldFile || !newFile || Boolean(out) === Boolean(edge && rotation && tokenFile))
    throw new WrongUsage({
      zh: '请给出客户号、新旧密钥，以及 --out，或 --edge、--token-file 和 --rotation。',
      en: 'Give the numbers, both secrets, and either --out or --edge, --token-file and --rotation.',
    })
  const { numbers, bad } = readNumbers(await read(file))
  const [first] = bad
  if (first)
    throw new Trouble({
      zh: `${file} 第 ${first.line} 行：${first.why.zh}。`,
      en: `${file}, line ${first.line}: ${first.why.en}.`,
    })
  const pairs = makePairs(numbers, await secretIn(oldFile), await secretIn(newFile))
  if (out) await writePairs(pairs, out)
  else
    await sendPairs(
      { edge: edge ?? '', rotation: rotation ?? '', token: await secretIn(tokenFile ?? '') },
      pairs,
    )
  console.log(conclusion(numbers.length, out ?? edge ?? '')[language])
})

function conclusion(count: number, where: string): Text {
  return { zh: `${count} 对客户键：${where}`, en: `${count} pairs of customer keys: ${where}` }
}

function read(path: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new Trouble({ zh: `读不到 ${path}。`, en: `${path} cannot be read.` })
  })
}

/** A line feed at the end is the editor's, not the secret's. */
async function secretIn(path: string): Promise<string> {
  return (await read(path)).toString('utf8').replace(/\r?\n$/, '')
}

async function writePairs(pairs: AsyncIterable<object>, path: string): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 })
  for await (const pair of pairs) if (!out.write(`${JSON.stringify(pair)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
}
