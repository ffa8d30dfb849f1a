import { readFileSync } from 'node:fs'
import { respond, type Section } from './http.ts'

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}
const FILES = [
  'bank.css',
  'webforms.js',
  'spa/app.js',
  'spa/detail.js',
  'spa/dom.js',
  'spa/list.js',
  'spa/order.js',
]

/** Style sheets and scripts of the pages, read once. */
export function assetsSection(): Section {
  const answers = new Map(
    FILES.map((file) => {
      const bytes = readFileSync(new URL(`assets/${file}`, import.meta.url))
      return [`/assets/${file}`, respond(TYPES[file.split('.').pop() ?? ''] ?? '', bytes)]
    }),
  )
  return ({ path }) => answers.get(path) ?? null
}
