import { glob, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { build, type Plugin, transform } from 'esbuild'
import { ROOT } from './paths.ts'

/** Style sheets imported as text, as the extension's own bundler has them, without their white space. */
const sheetsAsText: Plugin = {
  name: 'sheets-as-text',
  setup(bundler) {
    bundler.onResolve({ filter: /^data-text:/ }, ({ importer, path }) => ({
      path: resolve(dirname(importer), path.slice('data-text:'.length)),
      namespace: 'text',
    }))
    bundler.onLoad({ filter: /.*/, namespace: 'text' }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true })
      return { contents: code, loader: 'text' }
    })
  },
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'extension', entry)],
    outfile,
    bundle: true,
    format: 'iife',
    target: 'chrome133',
    minify: true,
    plugins: [sheetsAsText],
  })
}

/**
 * Bundles what runs in the bank's pages. The extension's bundler hardly shakes trees and leaves a name of its own in
 * the page's world; a page must carry neither. Its output of the declared content script is written over.
 * The picker's own script is put into a page on demand only.
 */
export async function bundlePageScripts(built: string): Promise<void> {
  const [declared = ''] = await Array.fromAsync(glob('host-page.*.js', { cwd: built }))
  await bundle('contents/host-page.ts', join(built, declared))
  await bundle('page-world/index.ts', join(built, 'page-world.js'))
  await bundle('picker/page/index.ts', join(built, 'picker-page.js'))
}
