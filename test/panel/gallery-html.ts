import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { sheetsAsText } from '../../rollout/build/bundle.ts'
import type { Language } from '../../worker/contract/text.ts'
import type { Shown } from './gallery-page.tsx'
import type { PieceSample } from './pieces.ts'
import { type Sample, wordsFor } from './samples.ts'
import { answers } from './script-story.ts'

/** The panel's components with their styles, ready for a page of any origin. */
export async function bundle(): Promise<{ script: string; styles: string }> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/gallery-page.tsx`],
    bundle: true,
    write: false,
    outdir: 'gallery',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return { script: text('.js'), styles: text('.css') }
}

export function shownOf(sample: Sample, lang: Language): Shown {
  if (sample.page !== 'panel') return sample
  return {
    page: 'panel',
    answers: answers(lang),
    customer: sample.customer ?? null,
    dealings: sample.dealings ?? null,
    message: {
      type: 'view',
      lang,
      words: wordsFor(lang),
      notices: sample.notices ?? [],
      meddling: sample.meddling ?? null,
      locked: sample.locked ?? null,
      view: sample.view,
      script: sample.script ?? null,
    },
  }
}

/** The pieces of the page with their styles, outside their closed roots. */
export async function bundlePieces(): Promise<{ script: string; styles: string }> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/pieces-page.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [sheetsAsText],
  })
  const sheet = (name: string) => readFileSync(`${import.meta.dirname}/../../extension/${name}`, 'utf8')
  const styles = sheet('tokens.css').replaceAll(':root', '.fl') + sheet('host/overlay.css')
  return { script: outputFiles[0]?.text ?? '', styles: `${styles} body { background: Canvas; margin: 8px }` }
}

/** Presses what a sample names: `keys:` and words are typed where the focus is, `key:` is one key. */
export async function pressAll(page: Page, all: readonly string[] = []): Promise<void> {
  for (const one of all) {
    if (one.startsWith('keys:')) await page.keyboard.type(one.slice(5))
    else if (one.startsWith('key:')) await page.keyboard.press(one.slice(4))
    else await page.locator(one).first().click()
  }
}

/** One page that needs nothing but itself. */
export function htmlOf(parts: { script: string; styles: string }, shown: Shown | PieceSample | null): string {
  const json = JSON.stringify(shown).replaceAll('<', '\\u003c')
  return `<!doctype html><html><head><meta charset="utf-8"><title>Fineline</title><style>${parts.styles}</style></head>
<body><div id="root"></div><script type="application/json" id="shown">${shown ? json : ''}</script>
<script>${parts.script.replaceAll('</script', '<\\/script')}</script></body></html>`
}
