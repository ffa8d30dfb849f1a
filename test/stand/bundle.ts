import { copyFile, glob, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { build, type Plugin, transform } from 'esbuild'
import { minify } from 'terser'
import { ROOT } from './paths.ts'

const OVERLAY = join(ROOT, 'extension/host/overlay.css')

const TOKENS = join(ROOT, 'extension/tokens.css')
const NAME = /--[\w-]+/g

/** Tokens without those that no rule over the page names: most are for pages of our own. */
async function tokensInUse(tokens: string): Promise<string> {
  const sheet = await readFile(OVERLAY, 'utf8')
  const named = (text: string) => [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name)
  const used = new Set([...named(sheet), ...named(tokens)])
  return tokens.replace(/(--[\w-]+):[^;}]*;?/g, (whole, name) => (used.has(name) ? whole : ''))
}

/** A sheet in which every token has a name of a letter or two. */
async function shortNames(sheet: string): Promise<string> {
  const names = [...new Set((await readFile(TOKENS, 'utf8')).match(NAME))]
  return sheet.replace(NAME, (name) => {
    const at = names.indexOf(name)
    return at < 0 ? name : `--${(at + 10).toString(36)}`
  })
}

/** Style sheets imported as text, as the extension's own bundler has them, without their white space. */
export const sheetsAsText: Plugin = {
  name: 'sheets-as-text',
  setup(bundler) {
    bundler.onResolve({ filter: /^data-text:/ }, ({ importer, path }) => ({
      path: resolve(dirname(importer), path.slice('data-text:'.length)),
      namespace: 'text',
    }))
    bundler.onLoad({ filter: /.*/, namespace: 'text' }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true })
      const sheet = path === TOKENS ? await tokensInUse(code) : code
      return { contents: await shortNames(sheet), loader: 'text' }
    })
  },
}

async function bundle(entry: string, outfile: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'extension', entry)],
    write: false,
    bundle: true,
    format: 'iife',
    target: 'chrome133',
    minify: true,
    plugins: [sheetsAsText],
  })
  // Another four in a hundred smaller.
  const { code = '' } = await minify(outputFiles[0]?.text ?? '')
  await writeFile(outfile, code)
}

/** The console with its style sheet, component library and all, in a second or two. */
export async function bundleConsole(): Promise<{ script: string; styles: string }> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'extension/console/index.tsx')],
    outdir: 'console',
    write: false,
    bundle: true,
    format: 'iife',
    target: 'chrome133',
    jsx: 'automatic',
    minify: true,
    legalComments: 'eof',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return { script: text('.js'), styles: text('.css') }
}

/** Puts the console over the page that the extension's bundler made for it, which shares style sheets among pages. */
async function writeConsole(built: string): Promise<void> {
  const { script, styles } = await bundleConsole()
  const [code = ''] = await Array.fromAsync(glob('tabs/console.*.js', { cwd: built }))
  await writeFile(join(built, code), script)
  await writeFile(join(built, 'tabs/console.css'), styles)
  const page = join(built, 'tabs/console.html')
  const html = (await readFile(page, 'utf8')).replace(/<link rel="stylesheet"[^>]*>/g, '')
  await writeFile(page, html.replace('<head>', '<head><link rel="stylesheet" href="/tabs/console.css">'))
}

/**
 * Bundles what runs without React over the output of the extension's bundler, which hardly shakes trees: half of the
 * background would be what nobody calls, and is read at every start of the worker; a page must carry as little as can
 * be, and no name of a loader in its own world. The picker's own script is put into a page on demand only.
 */
export async function bundleScripts(built: string): Promise<void> {
  const [declared = ''] = await Array.fromAsync(glob('host-page.*.js', { cwd: built }))
  await bundle('contents/host-page.ts', join(built, declared))
  await bundle('page-world/index.ts', join(built, 'page-world.js'))
  await bundle('features/home-office/index.ts', join(built, 'home-office.js'))
  await copyFile(join(ROOT, 'extension/features/home-office/mask.css'), join(built, 'home-office.css'))
  await bundle('picker/page/index.ts', join(built, 'picker-page.js'))
  await bundle('background/index.ts', join(built, 'static/background/index.js'))
  await writeConsole(built)
}
