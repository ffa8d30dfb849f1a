import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { KeyPairBatch } from '../../worker/contract/rotation.ts'
import { tempDir } from '../import/fixture.ts'

const script = join(import.meta.dirname, '../../db/rekey/cli.ts')

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { env: { ...process.env, LC_ALL: 'C' } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

async function files(numbers: string, [old, fresh]: [string, string] = ['secret one\n', 'secret two\n']) {
  const dir = await tempDir()
  const write = async (name: string, text: string) => {
    await writeFile(join(dir, name), text)
    return join(dir, name)
  }
  const given = [
    ...['--numbers', await write('numbers', numbers), '--old-secret-file', await write('old', old)],
    ...['--new-secret-file', await write('new', fresh)],
  ]
  return { dir, given, token: await write('token', 'abc\n') }
}

it('makes the pairs that browsers and importer would make, and no number is in them', async () => {
  const { dir, given } = await files('customer\nA-7001\nA7002\n')
  const out = join(dir, 'pairs.ndjson')
  expect(await run(...given, '--out', out)).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 pairs'),
  })
  const text = await readFile(out, 'utf8')
  const [first] = text.trim().split('\n')
  const keyUnder = async (secret: string) => makeCustomerKey(await importSecret(secret), 'A7001')
  expect(JSON.parse(first ?? '')).toEqual({
    old: await keyUnder('secret one'),
    new: await keyUnder('secret two'),
  })
  expect(text).not.toMatch(/A7001|A-7001|secret/)
})

it('sends them in batches that the edge takes, and waits where it has enough', async () => {
  const batches: number[] = []
  const server = createServer(async (request, answer) => {
    expect([request.url, request.headers.authorization]).toEqual([
      '/v1/key-rotations/r-1/pairs',
      'Bearer abc',
    ])
    const body = KeyPairBatch.parse(JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString()))
    batches.push(body.pairs.length)
    if (batches.length === 1) return answer.writeHead(429, { 'retry-after': '0' }).end()
    answer.end(JSON.stringify({ stored: body.pairs.length, known: 0, refused: [] }))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { given, token } = await files(Array.from({ length: 5001 }, (_, n) => `C${n}`).join('\n'))
  const to = ['--edge', `http://127.0.0.1:${port}`, '--token-file', token, '--rotation', 'r-1']
  expect((await run(...given, ...to)).code).toBe(0)
  expect(batches).toEqual([5000, 5000, 1])
})

it.each<[string, [string, string] | undefined, string]>([
  ['A1\nA1\n', undefined, 'line 2: the same number as on line 1'],
  ['A1\n', ['same\n', 'same'], 'they must differ'],
])('refuses %j', async (numbers, secrets, why) => {
  const { dir, given } = await files(numbers, secrets)
  const { code, err } = await run(...given, '--out', join(dir, 'out'))
  expect([code, err]).toEqual([1, expect.stringContaining(why)])
})
