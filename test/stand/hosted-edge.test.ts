import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { verifyDatabase } from '../../db/audit/read-database.ts'
import { Verifier } from '../../db/audit/verifier.ts'
import { tempDir } from '../import/fixture.ts'
import { startHosted } from './hosted-edge.ts'
import { signInByHttp, startIdentity } from './identity.ts'
import { freePort } from './ports.ts'

const extension = 'abcdefghijklmnopabcdefghijklmnop'
const audience = 'https://edge.fineline.example'

it('runs on plain workerd, its database a file that survives a restart and verifies', async () => {
  const identity = await startIdentity({ port: 0, extensionIds: [extension], audience, autoSignIn: true })
  onTestFinished(() => identity.close())
  const dir = await tempDir()
  const given = { dir, issuer: identity.issuer, audience, origins: `chrome-extension://${extension}` }
  const port = await freePort()
  const first = await startHosted({ ...given, port })
  const token = await signInByHttp(identity, { agent: 'admin-01' })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const hold = { id: crypto.randomUUID(), recordClass: 'fleet', reason: 'a case at court' }
  const send = () =>
    fetch(`${first.url}/v1/holds`, { method: 'POST', headers, body: JSON.stringify(hold) }).then(
      (answer) => answer.status,
    )
  expect(await Promise.all([send(), send(), send()])).toEqual([200, 200, 200])
  expect((await fetch(`${first.url}/docs/swagger-ui.css`)).status).toBe(200)
  expect((await fetch(`${first.url}/v1/holds`)).status).toBe(401)
  await first.close()

  const second = await startHosted({ ...given, port })
  const kept = (await (await fetch(`${second.url}/v1/holds`, { headers })).json()) as {
    holds: { id: string }[]
  }
  expect(kept.holds.map(({ id }) => id)).toEqual([hold.id])
  expect((await fetch(`${second.url}/v1/audit`, { headers })).status).toBe(200)
  await second.close()

  const files = (await readdir(join(dir, 'state/fineline-sql'))).filter((name) =>
    /^[0-9a-f]+\.sqlite$/.test(name),
  )
  const found = files.map((name) => verifyDatabase(join(dir, 'state/fineline-sql', name), new Verifier()))
  expect(found.map(({ fault }) => fault)).toEqual([null, null])
  // The hold is on every class, and stands in both; who read the chain stands with the bank's own.
  expect(found.map(({ verified }) => verified.entries)).toEqual([1, 1])
  expect(found.map(({ verified }) => verified.access).toSorted()).toEqual([0, 1])
}, 60_000)
