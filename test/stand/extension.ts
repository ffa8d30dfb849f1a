import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BUILT, builtDigest } from '../../rollout/build/extension.ts'
import { type Manifest, stampManifest } from '../../rollout/build/manifest.ts'
import { PUBLIC_KEY } from './extension-id.ts'

/**
 * The version with a fourth part that tells builds apart: a profile keeps the service worker of a version it knows,
 * and would run yesterday's background under today's pages.
 */
export function buildVersion(version: string, digest: string): string {
  return `${version}.${Number.parseInt(digest.slice(0, 4), 16)}`
}

/** A copy of the built extension for these pages and servers, with a local policy beside it. Returns its folder. */
export async function stampExtension(
  folder: string,
  hosts: { pages: string[]; servers: string[] },
  policy: Record<string, unknown>,
): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await cp(BUILT, folder, { recursive: true })
  const file = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest
  const version = buildVersion(manifest.version, await builtDigest())
  const stamped = { ...stampManifest(manifest, hosts, PUBLIC_KEY), version }
  await writeFile(file, JSON.stringify(stamped, null, 2))
  await writeFile(join(folder, 'policy.local.json'), JSON.stringify(policy), { mode: 0o600 })
  return folder
}
