/** What is touched of the manifest that the bundler made; the rest goes through as it is. */
export interface Manifest {
  version: string
  version_name?: string
  minimum_chrome_version?: string
  content_scripts: {
    matches: string[]
    js?: string[]
    world?: 'MAIN'
    all_frames?: boolean
    run_at?: string
    match_origin_as_fallback?: boolean
  }[]
  host_permissions?: string[]
  web_accessible_resources?: unknown
  key?: string
}

/** Not in the bundler's manifest, which knows of no worlds. */
const pageWorld = {
  matches: [],
  js: ['page-world.js'],
  world: 'MAIN' as const,
  all_frames: true,
  run_at: 'document_start',
}

const wholeOrigin = (url: string): string => `${new URL(url).origin}/*`

/**
 * The pattern of a page named as an address or, in an adapter, as a match pattern. Scripts that also run in frames
 * without an address are declared for whole hosts, or the browser refuses the extension; the background goes by the path.
 */
const wholeHost = (page: string): string =>
  page.includes('*') ? page.replace(/^([^:]+:\/\/[^/]+\/).*/, '$1*') : wholeOrigin(page)

/**
 * Writes the bank's own hosts into a built manifest: the pages to lie over and the servers to speak to, nothing else.
 * @param key public key that gives an unpacked build its id; left out: none, as the store wants it
 */
export function stampManifest(
  manifest: Manifest,
  { pages, servers }: { pages: string[]; servers: string[] },
  key?: string,
): Manifest {
  const matches = [...new Set(pages.map(wholeHost))]
  // Nothing of ours may be fetched by a page; the bundler lists files that are inlined anyway.
  const { web_accessible_resources: _, key: __, ...rest } = manifest
  return {
    ...rest,
    ...(key && { key }),
    host_permissions: [...new Set([...matches, ...servers.map(wholeOrigin)])],
    content_scripts: [...manifest.content_scripts, pageWorld].map((script) => ({
      ...script,
      matches,
      // Frames without an address of their own (about:blank, srcdoc) belong to the page that made them.
      match_origin_as_fallback: true,
    })),
  }
}
