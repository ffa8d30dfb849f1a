import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { extensionId } from '../../rollout/build/extension-id.ts'
import { ROOT } from '../../rollout/build/root.ts'
import { crx, publicDer } from '../../rollout/pack/crx.ts'
import { readOrCreateKey } from '../../rollout/pack/key.ts'
import type { Tree } from '../../rollout/pack/tree.ts'
import { zip } from '../../rollout/pack/zip.ts'
import { sbomOf } from '../../rollout/sbom.ts'
import { offeredVersion, updateManifest } from '../../rollout/update-manifest.ts'
import { expectOwn, keepVersion, placesIn, putBack } from '../../rollout/versions-kept.ts'
import { readXml } from './xml.ts'

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const HOSTS = ['https://crm.bank.example/*']
const treeOf = (manifest: object, script = 'run()'): Tree =>
  new Map([
    ['a/名.js', Buffer.from(script)],
    ['manifest.json', Buffer.from(JSON.stringify({ host_permissions: HOSTS, key: 'k', ...manifest }))],
  ])

let out: string
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'fineline-test-'))
})
afterAll(() => rm(out, { recursive: true }))

/** Files of an archive by its central directory, each checked against its sum. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.length - 22
  expect(archive.readUInt32LE(end)).toBe(0x06054b50)
  const files = new Map<string, Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50)
    const [size, nameLength] = [archive.readUInt32LE(at + 24), archive.readUInt16LE(at + 28)]
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const local = archive.readUInt32LE(at + 42)
    expect(archive.readUInt32LE(local)).toBe(0x04034b50)
    const from = local + 30 + archive.readUInt16LE(local + 26)
    const bytes = archive.subarray(from, from + size)
    expect(crc32(bytes)).toBe(archive.readUInt32LE(at + 16))
    files.set(name, bytes)
    at += 46 + nameLength
  }
  expect(at).toBe(end)
  return files
}

it('an archive holds the files and nothing of when or where it was made', () => {
  const tree = treeOf({ version: '1.0' })
  expect(unzip(zip(tree))).toEqual(new Map(tree))
  expect(zip(tree)).toEqual(zip(treeOf({ version: '1.0' })))
})

it('a CRX carries the key, its id and a signature over all of the archive', () => {
  const archive = zip(treeOf({ version: '1.0' }))
  const file = crx(archive, key)
  expect(file.toString('latin1', 0, 4)).toBe('Cr24')
  expect(file.readUInt32LE(4)).toBe(3)
  const length = file.readUInt32LE(8)
  expect(file.subarray(12 + length)).toEqual(archive)
  const head = file.subarray(12, 12 + length)
  const der = publicDer(key)
  const id = createHash('sha256').update(der).digest().subarray(0, 16)
  expect(head.includes(der)).toBe(true)
  const at = head.indexOf(Buffer.concat([Buffer.from([0x0a, 16]), id]))
  const signed = head.subarray(at, at + 18)
  const size = Buffer.from([18, 0, 0, 0])
  const signature = head.subarray(
    head.indexOf(der) + der.length + 3,
    head.indexOf(der) + der.length + 3 + 256,
  )
  const said = Buffer.concat([Buffer.from('CRX3 SignedData\0'), size, signed, archive])
  expect(verify('sha256', said, createPublicKey(key), signature)).toBe(true)
  expect(crx(archive, key)).toEqual(file)
  const letters = [...id.toString('hex')].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  expect(extensionId(der.toString('base64'))).toBe(letters.join(''))
})

it('an update manifest offers one version to browsers that are new enough', () => {
  const offer = {
    id: 'p'.repeat(32),
    codebase: 'https://u.example/f.crx?a&b',
    version: '1.2',
    minimumChrome: '133',
    sha256: 'ab',
    size: 5,
  }
  const text = updateManifest(offer)
  expect(readXml(text).find('app')[0]?.attributes.appid).toBe(offer.id)
  expect(readXml(text).find('updatecheck')[0]?.attributes).toEqual({
    codebase: offer.codebase,
    version: '1.2',
    prodversionmin: '133',
    hash_sha256: 'ab',
    size: '5',
  })
  expect(offeredVersion(text)).toBe('1.2')
})

it('what browsers may have under a version is never changed', async () => {
  await keepVersion(out, treeOf({ version: '1.0' }), '{"metadata":{"component":{}}}', key)
  const before = await readFile(placesIn(out).crx('1.0'))
  await keepVersion(out, treeOf({ version: '1.0' }), 'of a later commit', key)
  const other = keepVersion(out, treeOf({ version: '1.0' }, 'other()'), '', key)
  await expect(other).rejects.toThrow('Version 1.0 was packaged before with other content')
  expect(await readFile(placesIn(out).crx('1.0'))).toEqual(before)
})

it('the store gets no key; the package has one', async () => {
  const store = unzip(await readFile(join(placesIn(out).version('1.0'), 'fineline-1.0-store.zip')))
  expect(JSON.parse(String(store.get('manifest.json')))).toEqual({ host_permissions: HOSTS, version: '1.0' })
})

it('old code comes back under a higher number, and only the number differs', async () => {
  const { tree, sbom } = await putBack(out, { code: '1.0', as: '1.2.1' }, HOSTS)
  expect(tree.get('a/名.js')).toEqual(Buffer.from('run()'))
  const { version, version_name } = JSON.parse(String(tree.get('manifest.json')))
  expect([version, version_name]).toEqual(['1.2.1', '1.2.1 (1.0)'])
  expect(JSON.parse(sbom).metadata.component.version).toBe('1.2.1')
  const elsewhere = putBack(out, { code: '1.0', as: '1.2.1' }, ['https://new.bank.example/*'])
  await expect(elsewhere).rejects.toThrow('packaged for other hosts')
  await expect(putBack(out, { code: '0.9', as: '1.2.1' }, HOSTS)).rejects.toThrow('holds no version 0.9')
})

it('what was packaged with another key is not taken for a version of this extension', async () => {
  await expectOwn(out, ['1.0', '9.9'], 'k')
  await expect(expectOwn(out, ['9.9', '1.0'], 'of another bank')).rejects.toThrow('signed with another key')
})

it('the key is made once, for its owner alone, never in the checkout', async () => {
  const file = join(out, 'keys', 'bank.pem')
  const made = await readOrCreateKey(file)
  const again = await readOrCreateKey(file)
  expect([made.made, again.made]).toEqual([true, false])
  expect(publicDer(again.key)).toEqual(publicDer(made.key))
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await chmod(file, 0o644)
  await expect(readOrCreateKey(file)).rejects.toThrow('Other accounts may read the signing key')
  await writeFile(file, 'no key')
  await chmod(file, 0o600)
  await expect(readOrCreateKey(file)).rejects.toThrow('holds no private RSA key')
  await expect(readOrCreateKey(join(ROOT, 'bank.pem'))).rejects.toThrow('may not lie in the checkout')
})

it('the list of parts names what is bundled, in the version that is installed, and nothing that only the edge runs', async () => {
  const commit = { id: 'c0ffee', time: '2026-01-02T03:04:05.000Z' }
  const text = await sbomOf('1.0', commit)
  const { components, metadata, serialNumber } = JSON.parse(text)
  const names = components.map(({ name }: { name: string }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['react', 'react-dom', 'scheduler', 'antd', 'zod', 'oauth4webapi']),
  )
  for (const absent of ['hono', 'drizzle-orm', 'jose', 'vitest', 'wrangler'])
    expect(names).not.toContain(absent)
  for (const { name, version, licenses, 'bom-ref': ref } of components) {
    const installed = JSON.parse(await readFile(join(ROOT, 'node_modules', ref, 'package.json'), 'utf8'))
    expect([name, version]).toEqual([installed.name, installed.version])
    expect([name, licenses.length]).toEqual([name, 1])
  }
  expect(metadata.timestamp).toBe(commit.time)
  expect(serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(await sbomOf('1.0', commit)).toBe(text)
  expect(await sbomOf('1.1', commit)).not.toContain(serialNumber)
})
