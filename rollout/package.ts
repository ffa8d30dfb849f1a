import type { KeyObject } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BACKGROUND, packagedBackground } from './build/bundle.ts'
import { BUILT, buildExtension } from './build/extension.ts'
import { extensionId } from './build/extension-id.ts'
import { stampManifest } from './build/manifest.ts'
import { commitOf } from './commit.ts'
import { RINGS, type RolloutConfig } from './config.ts'
import { publicDer } from './pack/crx.ts'
import { sumsOf } from './pack/sums.ts'
import { readTree, type Tree, withFile } from './pack/tree.ts'
import { writePolicies } from './policies/write.ts'
import { expectForward, writeRings } from './rings.ts'
import { sbomOf } from './sbom.ts'
import {
  expectOwn,
  isKept,
  keepVersion,
  manifestOf,
  notKept,
  putBack,
  withManifest,
} from './versions-kept.ts'

export interface PackageOptions {
  config: RolloutConfig
  out: string
  key: KeyObject
  /** Null: the policy files carry a place for it. */
  secret: string | null
  /** Version of this checkout, from package.json. */
  checkout: string
  /** Told what is being done, a line each. */
  say: (line: string) => void
}

export interface Packaged {
  id: string
  /** Versions that are kept and named by a ring. */
  versions: string[]
}

const serversOf = ({ edgeUrl, issuer, issuerHosts }: RolloutConfig) => [edgeUrl, issuer, ...issuerHosts]

/** Number of what this checkout is packaged as. */
export const ownVersion = (checkout: string, { build }: RolloutConfig): string =>
  build ? `${checkout}.${build}` : checkout

async function buildTree({ config, key, checkout }: PackageOptions): Promise<Tree> {
  await buildExtension()
  const tree = withFile(await readTree(BUILT), BACKGROUND, await packagedBackground())
  const hosts = { pages: config.crm, servers: serversOf(config) }
  const manifest = stampManifest(manifestOf(tree), hosts, publicDer(key).toString('base64'))
  return withManifest(tree, { ...manifest, version: ownVersion(checkout, config) })
}

/** Makes everything of one bank's rollout: packages, update manifests, policies and lists of digests. */
export async function packageBank(options: PackageOptions): Promise<Packaged> {
  const { config, out, key, secret, checkout, say } = options
  const own = ownVersion(checkout, config)
  const wanted = [...new Set(RINGS.map((ring) => config.rings[ring].version))]
  const missing = wanted.find(
    (version) => version !== own && version !== config.rollback?.as && !isKept(out, version),
  )
  if (missing) throw notKept(missing, out)
  const publicKey = publicDer(key).toString('base64')
  await expectOwn(out, [...wanted, ...(config.rollback ? [config.rollback.code] : [])], publicKey)
  await expectForward(out, config)
  const id = extensionId(publicKey)
  if (wanted.includes(own) && own !== config.rollback?.as) {
    say(`▸ Packing ${own} …`)
    await keepVersion(out, await buildTree(options), await sbomOf(own, commitOf()), key)
  }
  if (config.rollback) {
    say(`▸ Putting ${config.rollback.code} back as ${config.rollback.as} …`)
    const { tree, sbom } = await putBack(out, config.rollback, permissionsOf(config))
    await keepVersion(out, tree, sbom, key)
  }
  say('▸ Update manifests and policies …')
  await writeRings(out, config, id)
  await writePolicies({ config, id, secret, out: join(out, 'policies') })
  const open = (path: string) => !path.startsWith('policies/')
  await writeFile(join(out, 'SHA256SUMS'), await sumsOf(out, open))
  return { id, versions: wanted }
}

const permissionsOf = (config: RolloutConfig): string[] => {
  const hosts = { pages: config.crm, servers: serversOf(config) }
  return stampManifest({ version: '0', content_scripts: [] }, hosts).host_permissions ?? []
}
