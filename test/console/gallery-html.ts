import { build } from 'esbuild'
import { bundleConsole } from '../../rollout/build/bundle.ts'
import type { Language } from '../../worker/contract/text.ts'
import type { Given } from './browser-stub.ts'
import { type Scene, scenes } from './scenes.ts'
import { answersFor, readings } from './story.ts'

export interface Parts {
  stub: string
  script: string
  styles: string
}

/** The console as it ships, and what stands in for the background. */
export async function consoleParts(): Promise<Parts> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/browser-stub.ts`],
    bundle: true,
    write: false,
    format: 'iife',
  })
  return { stub: outputFiles[0]?.text ?? '', ...(await bundleConsole()) }
}

const inScript = (text: string) => text.replaceAll('</script', '<\\/script')

/** One page that needs nothing but itself. */
export function consoleHtml({ stub, script, styles }: Parts, scene: Scene, lang: Language): string {
  const { me, why, silent, answers } = scene
  const given: Given = {
    lang,
    answers: { ...answersFor(me), ...answers },
    readings: readings(lang),
    ...(why && { why }),
    ...(silent && { silent }),
  }
  const json = JSON.stringify(given).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Fineline</title><style>${styles}</style></head>
<body><div id="root"></div><script type="application/json" id="given">${json}</script>
<script>${inScript(stub)}</script><script>${inScript(script)}</script></body></html>`
}

export { scenes }
