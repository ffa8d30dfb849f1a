/** What the sampler saw over a run. */
export interface Sampled {
  /** Animation frames looked at. */
  frames: number
  /** Badges that stood in a document beside another customer's number: how often, and the first few. */
  wrong: { frames: number; first: string[] }
  /** Each customer's time on screen: how long, and whether their own badge was there in some frame of it. Milliseconds. */
  stays: { ms: number; right: boolean }[]
  /** Moments at which the reading document's number changed: new number's key and wall time in ms. */
  changes: { key8: string; at: number }[]
}

/**
 * Text of a sampler for the content script's own world of the top document, where closed roots can be opened.
 * In every animation frame it compares, in every document of the same origin that holds a number, the number
 * that stands there with the key of every badge that is open there. `numberIn` is the text of a function from
 * a document to the number standing in it, or null.
 */
export function samplerText(keys: Record<string, string>, numberIn: string): string {
  return `(() => {
    const keys = ${JSON.stringify(keys)}
    const numberIn = ${numberIn}
    const seen = { frames: 0, wrong: { frames: 0, first: [] }, stays: [], changes: [] }
    globalThis.finelineSampled = seen
    const documents = (view) => {
      const all = []
      try { if (view.document) all.push(view.document) } catch { return all }
      for (let at = 0; at < view.frames.length; at++) all.push(...documents(view.frames[at]))
      return all
    }
    const badges = (doc) => [...doc.querySelectorAll('fineline-layer[part~=badge]:popover-open, fineline-layer[part~=loose]:popover-open')]
      .map((host) => chrome.dom.openOrClosedShadowRoot(host).querySelector('[data-key]')?.dataset.key).filter(Boolean)
    let stay = null
    const close = (at) => { if (stay) seen.stays.push({ ms: at - stay.from, right: stay.right }) ; stay = null }
    const look = (at) => {
      seen.frames++
      let right = false
      const read = new Set()
      for (const doc of documents(window.top)) {
        const number = numberIn(doc)
        if (number === null) continue
        read.add(number)
        for (const key of badges(doc)) {
          if (key === keys[number]) { if (stay?.number === number) right = true }
          else { seen.wrong.frames++; if (seen.wrong.first.length < 5) seen.wrong.first.push(number + ' (' + keys[number] + ') shows ' + key + ' at ' + Math.round(at)) }
        }
      }
      // A stay begins when all documents of the window have come to the same customer.
      const reading = read.size === 1 ? [...read][0] : null
      if (stay && reading === stay.number && right) stay.right = true
      if (reading !== (stay?.number ?? null)) {
        close(at)
        if (reading !== null) {
          stay = { number: reading, from: at, right: false }
          seen.changes.push({ key8: keys[reading] ?? '', at: performance.timeOrigin + performance.now() })
        }
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    return true
  })()`
}

/** Text that stops nothing and returns what the sampler saw so far. */
export const SAMPLED = 'globalThis.finelineSampled'
