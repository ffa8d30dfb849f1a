import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Trouble } from '../db/trouble.ts'
import type { Manifest } from './build/manifest.ts'
import { crx } from './pack/crx.ts'
import { readTree, sameTree, type Tree, withFile, writeTree } from './pack/tree.ts'
import { zip } from './pack/zip.ts'

/** Where the files of one bank's rollout lie, all below `--out`. */
export const placesIn = (out: string) => ({
  /** Goes onto the update server as it is. */
  serve: join(out, 'serve'),
  /** Beside it: what was packed, for the store, for the record, and to put back later. */
  version: (version: string) => join(out, 'versions', version),
  unpacked: (version: string) => join(out, 'versions', version, 'unpacked'),
  crx: (version: string) => join(out, 'serve', crxName(version)),
})

export const crxName = (version: string): string => `fineline-${version}.crx`

export const isKept = (out: string, version: string): boolean => existsSync(placesIn(out).crx(version))

export const manifestOf = (tree: Tree): Manifest => JSON.parse(String(tree.get('manifest.json')))

export const withManifest = (tree: Tree, manifest: Manifest): Tree =>
  withFile(tree, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)

/** The tree as the store takes it: it gives key and update address itself. */
function forStore(tree: Tree): Tree {
  const { key: _, ...manifest } = manifestOf(tree)
  return withManifest(tree, manifest)
}

/**
 * Writes unpacked build, CRX, store archive and SBOM of a version, once: what browsers may have is never changed.
 * Throws Trouble where the version is kept with other content.
 */
export async function keepVersion(out: string, tree: Tree, sbom: string, key: KeyObject): Promise<void> {
  const places = placesIn(out)
  const { version } = manifestOf(tree)
  if (isKept(out, version)) return expectSame(await readTree(places.unpacked(version)), tree, version)
  await mkdir(places.serve, { recursive: true })
  await writeTree(places.unpacked(version), tree)
  await writeFile(join(places.version(version), `fineline-${version}-store.zip`), zip(forStore(tree)))
  await writeFile(join(places.version(version), 'sbom.cdx.json'), sbom)
  // Last: a version without it counts as never packed.
  await writeFile(places.crx(version), crx(zip(tree), key))
}

function expectSame(kept: Tree, tree: Tree, version: string): void {
  if (sameTree(kept, tree)) return
  throw new Trouble({
    zh: `版本 ${version} 已经打包过，内容却不同（代码或主机变了）。浏览器不会重新安装同一个版本号；请调高配置中的 build，并在 rings 中写上新版本。`,
    en: `Version ${version} was packaged before with other content: the code or the hosts have changed. Browsers do not install a number twice. Raise "build" in the config and name the new version in "rings".`,
  })
}

/** Throws Trouble where one of these was packaged with another key: it is another extension, which no browser takes for this one. */
export async function expectOwn(out: string, versions: readonly string[], key: string): Promise<void> {
  for (const version of versions) {
    if (isKept(out, version) && manifestOf(await readTree(placesIn(out).unpacked(version))).key !== key)
      throw otherKey(version, out)
  }
}

/**
 * The code of a kept version under a higher number. Throws Trouble where it is not kept, or was made for other hosts.
 */
export async function putBack(
  out: string,
  { code, as }: { code: string; as: string },
  hosts: readonly string[],
): Promise<{ tree: Tree; sbom: string }> {
  if (!isKept(out, code)) throw notKept(code, out)
  const tree = await readTree(placesIn(out).unpacked(code))
  const manifest = manifestOf(tree)
  if (manifest.host_permissions?.toSorted().join() !== hosts.toSorted().join()) throw otherHosts(code)
  const sbom = JSON.parse(await readFile(join(placesIn(out).version(code), 'sbom.cdx.json'), 'utf8'))
  sbom.metadata.component.version = as
  const named = { ...manifest, version: as, version_name: `${as} (${code})` }
  return { tree: withManifest(tree, named), sbom: `${JSON.stringify(sbom, null, 2)}\n` }
}

export const notKept = (version: string, out: string): Trouble =>
  new Trouble({
    zh: `${out} 里没有版本 ${version}。请检出该版本的代码并打包到这里，或改用已有的版本。`,
    en: `${out} holds no version ${version}. Check its code out and package it into there, or name a version that is kept.`,
  })

const otherKey = (version: string, out: string): Trouble =>
  new Trouble({
    zh: `${out} 里的版本 ${version} 是用另一把密钥签名的，是另一个扩展。请用 --key 指明原来的密钥；若原来的密钥已经丢失，请换一个 --out 从头开始。`,
    en: `Version ${version} in ${out} was signed with another key and is another extension. Name the key of before with --key; if it is lost, begin anew with another --out.`,
  })

const otherHosts = (version: string): Trouble =>
  new Trouble({
    zh: `版本 ${version} 是为另一组主机打包的，退回它会在现在的页面上不起作用。请检出该版本的代码，用现在的配置和新的 build 打包。`,
    en: `Version ${version} was packaged for other hosts and would not work on the pages of today. Check its code out and package it with this config under a new "build".`,
  })
