import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Trouble } from '../db/trouble.ts'
import { RINGS, type Ring, type RolloutConfig } from './config.ts'
import { sha256 } from './pack/sums.ts'
import { readTree } from './pack/tree.ts'
import { offeredVersion, updateManifest } from './update-manifest.ts'
import { compareVersions } from './versions.ts'
import { crxName, manifestOf, placesIn } from './versions-kept.ts'

const fileOf = (out: string, ring: Ring): string => join(placesIn(out).serve, `${ring}.xml`)

const below = (base: string, name: string): string => `${base.replace(/\/+$/, '')}/${name}`

/** Address of a ring's update manifest, as policy names it. */
export const updateUrlOf = ({ updateUrl }: RolloutConfig, ring: Ring): string =>
  below(updateUrl, `${ring}.xml`)

/** Throws Trouble where a ring would go back to a lower number, which browsers never take. */
export async function expectForward(out: string, { rings }: RolloutConfig): Promise<void> {
  for (const ring of RINGS) {
    const before = offeredVersion(await readFile(fileOf(out, ring), 'utf8').catch(() => ''))
    const { version } = rings[ring]
    if (before && compareVersions(version, before) < 0) throw backwards(ring, before, version)
  }
}

const backwards = (ring: Ring, before: string, version: string): Trouble =>
  new Trouble({
    zh: `${ring} 环现在是 ${before}，浏览器从不安装更低的 ${version}。要退回，请写 "rollback": {"code": "${version}", "as": "${before}.1"}（任何高于 ${before} 的版本号），并让 ${ring} 环使用它。`,
    en: `Ring ${ring} is at ${before}, and browsers never install the lower ${version}. To go back, write "rollback": {"code": "${version}", "as": "${before}.1"} (any number above ${before}) and give ring ${ring} that number.`,
  })

/** Writes every ring's update manifest. */
export async function writeRings(out: string, config: RolloutConfig, id: string): Promise<void> {
  const places = placesIn(out)
  for (const ring of RINGS) {
    const { version } = config.rings[ring]
    const package_ = await readFile(places.crx(version))
    const manifest = manifestOf(await readTree(places.unpacked(version)))
    const offer = {
      id,
      version,
      codebase: below(config.updateUrl, crxName(version)),
      minimumChrome: manifest.minimum_chrome_version ?? '0',
      sha256: sha256(package_),
      size: package_.length,
    }
    await writeFile(fileOf(out, ring), updateManifest(offer))
  }
}
