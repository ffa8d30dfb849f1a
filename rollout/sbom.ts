import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundledPackages } from './build/bundle.ts'
import { ROOT } from './build/root.ts'
import type { Commit } from './commit.ts'

/** What the lock file says of an installed package. */
interface Locked {
  version: string
  license?: string
  integrity?: string
}

/** Tools whose own code is woven into what they build, beside the packages that it imports. */
const BUILDERS = ['plasmo', '@parcel/core', 'esbuild', 'terser']

/** A name-based UUID (version 8) of what is hashed: the same for the same content, as reproducible builds need. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join('-')
}

const purlOf = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`

function licences(license: string | undefined) {
  if (!license) return []
  return [/ (OR|AND) /.test(license) ? { expression: license } : { license: { id: license } }]
}

function hashes(integrity: string | undefined) {
  const [, content] = /^sha512-(.+)$/.exec(integrity ?? '') ?? []
  return content ? [{ alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') }] : []
}

function component(folder: string, { version, license, integrity }: Locked) {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
  return {
    type: 'library',
    'bom-ref': folder.replace(/^node_modules\//, ''),
    name,
    version,
    purl: purlOf(name, version),
    hashes: hashes(integrity),
    licenses: licences(license),
  }
}

/**
 * CycloneDX 1.5 list of what a package is made of: the packages that the bundler took a module from, with version,
 * licence and digest by the lock file. `npm sbom --omit dev` will not do: it lists what only the edge runs, and
 * leaves React and zod out, which a development package asks for too.
 */
export async function sbomOf(version: string, commit: Commit | null): Promise<string> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const find = (folder: string) => component(folder, lock.packages[folder] as Locked)
  const components = (await bundledPackages()).map(find)
  const tools = BUILDERS.map((name) => find(`node_modules/${name}`))
  const content = {
    version: 1,
    metadata: {
      ...(commit && { timestamp: commit.time }),
      tools: {
        components: tools.map(({ type, name, version: of, purl }) => ({ type, name, version: of, purl })),
      },
      component: {
        type: 'application',
        'bom-ref': 'fineline',
        name: 'fineline',
        version,
        licenses: licences('Apache-2.0'),
        properties: commit ? [{ name: 'fineline:commit', value: commit.id }] : [],
      },
    },
    components,
    dependencies: [{ ref: 'fineline', dependsOn: components.map((one) => one['bom-ref']) }],
  }
  const serial = { serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}` }
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', ...serial, ...content }, null, 2)}\n`
}
