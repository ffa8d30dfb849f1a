import { buildSync } from 'esbuild'

/** Files of `extension/host` as one script that leaves what they export in `host`, to be tried in any page. */
export function pageSide(...files: string[]): string {
  const { outputFiles } = buildSync({
    stdin: {
      contents: files.map((file) => `export * from './${file}.ts'`).join('\n'),
      resolveDir: new URL('../../extension/host/', import.meta.url).pathname,
    },
    bundle: true,
    format: 'iife',
    globalName: 'host',
    footer: { js: 'globalThis.host = host' },
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
