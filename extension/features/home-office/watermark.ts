import { layer } from './layer.ts'

const MINUTE = 60_000

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const tile = (text: string) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><g transform="rotate(-22 160 90)" font-family="sans-serif" font-size="14"><text x="40" y="96" fill="#fff" fill-opacity=".16" stroke="#fff" stroke-opacity=".10">${escaped(text)}</text><text x="40" y="96" fill="#000" fill-opacity=".11">${escaped(text)}</text></g></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}

/** Agent and minute all over the page, under what can be pressed; put back where it is taken away, and told. */
export function showWatermark(agent: string, lang: string, taken: () => void, signal: AbortSignal): void {
  const sheet = new CSSStyleSheet()
  const { host, root } = layer(
    'inset: 0 !important; display: block !important; pointer-events: none !important; z-index: 2147483647 !important',
  )
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const draw = () => {
    const now = new Date().toLocaleString(lang, { dateStyle: 'short', timeStyle: 'short' })
    sheet.replaceSync(`:host { background: ${tile(`${agent} ${now}`)} !important }`)
  }
  const keep = () => document.documentElement?.append(host)
  draw()
  keep()
  const minute = setInterval(draw, MINUTE)
  const watch = setInterval(() => {
    if (host.isConnected) return
    keep()
    taken()
  }, 1000)
  signal.addEventListener('abort', () => {
    clearInterval(minute)
    clearInterval(watch)
    host.remove()
  })
}
