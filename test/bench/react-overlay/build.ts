import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ENTRY = fileURLToPath(new URL('./overlay.tsx', import.meta.url))

const manifest = {
  manifest_version: 3,
  name: 'Overlay in React',
  version: '1.0.0',
  background: { service_worker: 'background.js' },
  content_scripts: [
    {
      matches: ['http://127.0.0.1/*'],
      js: ['overlay.js'],
      all_frames: true,
      match_origin_as_fallback: true,
      run_at: 'document_end',
    },
  ],
}

/** Answers every number at once with one of the labels. */
const background = (labels: readonly string[]): string => `
const labels = ${JSON.stringify(labels)}
chrome.runtime.onMessage.addListener(({ number }, _, answer) =>
  answer({ label: labels[Number(number.slice(-2)) % labels.length], count: '2' }))`

/** Builds the React overlay into a folder of its own, with production React, minified. Labels are the badge's words. */
export async function buildReactOverlay(folder: string, labels: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true })
  await build({
    entryPoints: [ENTRY],
    outfile: join(folder, 'overlay.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome133',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'background.js'), background(labels))
  return folder
}
