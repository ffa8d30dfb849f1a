import { copyFile, glob, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { build, type Plugin, transform } from 'esbuild'
import { minify } from 'terser'
import { ROOT } from './root.ts'

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

async function bundle(entry: string, plugins: Plugin[] = []): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'extension', entry)],
    write: false,
    bundle: true,
    format: 'iife',
    target: 'chrome133',
    minify: true,
    plugins: [sheetsAsText, ...plugins],
  })
  // Another four in a hundred smaller.
  const { code = '' } = await minify(outputFiles[0]?.text ?? '')
  return code
}

/** Takes the place of what reads a local policy file: a package obeys managed policy alone. */
const managedPolicyOnly: Plugin = {
  name: 'managed-policy-only',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]background[\\/]local-policy\.ts$/ }, () => ({
      contents: 'export const localPolicy = async () => null',
    }))
  },
}

/** Where the background lies in a built extension. */
export const BACKGROUND = 'static/background/index.js'

/** The background of a package: no code in it reads a local policy. Throws where some would. */
export async function packagedBackground(): Promise<string> {
  const code = await bundle('background/index.ts', [managedPolicyOnly])
  if (code.includes('policy.local'))
    throw new Error('a local policy is read outside background/local-policy.ts')
  return code
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
  const scripts = {
    [declared]: 'contents/host-page.ts',
    'page-world.js': 'page-world/index.ts',
    'home-office.js': 'features/home-office/index.ts',
    'picker-page.js': 'picker/page/index.ts',
    [BACKGROUND]: 'background/index.ts',
  }
  for (const [file, entry] of Object.entries(scripts)) await writeFile(join(built, file), await bundle(entry))
  await copyFile(join(ROOT, 'extension/features/home-office/mask.css'), join(built, 'home-office.css'))
  await writeConsole(built)
}

/** Everything that runs in an extension's page, worker or content script, and what the pages are mounted by. */
const ENTRIES = [
  'extension/contents/host-page.ts',
  'extension/page-world/index.ts',
  'extension/features/home-office/index.ts',
  'extension/picker/page/index.ts',
  'extension/background/index.ts',
  'extension/console/index.tsx',
  'extension/{popup,options,sidepanel}.tsx',
  'extension/tabs/*.tsx',
  'node_modules/react-dom/client.js',
]

/** The innermost package of a module's path. */
const PACKAGE = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** Folders below node_modules of the packages that any of it takes a module from, sorted. */
export async function bundledPackages(): Promise<string[]> {
  const entryPoints = (await Array.fromAsync(glob(ENTRIES, { cwd: ROOT }))).toSorted()
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: ROOT,
    outdir: 'build',
    write: false,
    bundle: true,
    format: 'iife',
    target: 'chrome133',
    jsx: 'automatic',
    metafile: true,
    loader: { '.css': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [sheetsAsText],
  })
  const folders = Object.keys(metafile.inputs).map((path) => PACKAGE.exec(path)?.[1] ?? '')
  return [...new Set(folders)].filter(Boolean).toSorted()
}
