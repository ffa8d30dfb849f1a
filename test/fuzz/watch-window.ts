import { textsIn } from '../../extension/texts/index.ts'

/** What a badge says of a customer of whom nothing is known; the mark alone also stands for a check without its facts. */
export const NOT_CHECKED = textsIn('zh-CN').badge.notChecked

/** A stretch of time in which a document named a customer. Wall time in milliseconds; what lasts still ends with the watch. */
export interface Naming {
  /** Which frame of the window; the panel has none. */
  slot: number
  /** First digits of the customer key. */
  key: string
  from: number
  to: number
}

/** A customer's number standing in a document. */
export interface Standing extends Naming {
  /** When what stood in that frame before was left: the document's end, or the change in place. */
  left: number
}

/** A customer's time on screen, in all documents of the window together. */
export interface Stay {
  key: string
  from: number
  ms: number
  /** Their own badge stood there in some animation frame. */
  right: boolean
  /** What stood there in the last animation frame. */
  end: 'right' | 'not checked' | 'nothing'
}

/** What was seen of one window over a run. */
export interface WindowSeen {
  /** Animation frames looked at. */
  frames: number
  /** Animation frames with a badge of another customer than the document's, or of one in a document with none; the first few. */
  wrong: { frames: number; first: string[] }
  stays: Stay[]
  standings: Standing[]
  /** Badges, by frame. */
  badges: Naming[]
}

/**
 * Text of a watcher for the content script's own world of the top document, where closed roots can be opened. Every
 * animation frame is judged; the moments at which a number or a badge came or went are noted in the microtask after.
 * `numberIn` is the text of a function from a document to the number standing in it, or null.
 */
export function watchText(keys: Record<string, string>, numberIn: string): string {
  return `(() => {
    const keys = ${JSON.stringify(keys)}
    const numberIn = ${numberIn}
    const seen = { frames: 0, wrong: { frames: 0, first: [] }, stays: [], standings: [], badges: [] }
    const wall = () => performance.timeOrigin + performance.now()
    const slots = new Map()
    const views = (view) => {
      try { if (!view.document) return [] } catch { return [] }
      return [view, ...Array.from({ length: view.frames.length }, (_, at) => views(view.frames[at])).flat()]
    }
    const badgesIn = (doc) => [...doc.querySelectorAll('fineline-layer[part~=badge]:popover-open, fineline-layer[part~=loose]:popover-open')]
      .map((host) => chrome.dom.openOrClosedShadowRoot(host).querySelector('[data-key]')).filter(Boolean)
      .map((drawn) => ({ key: drawn.dataset.key, checked: !drawn.textContent.includes(${JSON.stringify(NOT_CHECKED)}) }))
    const end = (naming, at) => { if (naming) naming.to = at }
    const stand = (slot, number, at) => {
      if (number === slot.number) return
      end(slot.standing, at)
      slot.standing = number === null ? null : { slot: slot.id, key: keys[number] ?? number, from: at, to: Infinity, left: slot.number === null ? slot.left ?? at : at }
      if (slot.standing) seen.standings.push(slot.standing)
      slot.number = number
      slot.had ||= number !== null
    }
    const show = (slot, key, at) => {
      if (key === (slot.badge?.key ?? '')) return
      end(slot.badge, at)
      slot.badge = key ? { slot: slot.id, key, from: at, to: Infinity } : null
      if (slot.badge) seen.badges.push(slot.badge)
    }
    const note = (slot) => {
      const at = wall()
      slot.drawn = badgesIn(slot.doc)
      stand(slot, numberIn(slot.doc), at)
      // A list of customers may name who has left.
      show(slot, (slot.had && slot.drawn.find(({ key }) => key)?.key) || '', at)
    }
    const meet = (view) => {
      const slot = slots.get(view) ?? { id: slots.size, number: null, standing: null, badge: null }
      slots.set(view, slot)
      if (slot.doc === view.document) return slot
      Object.assign(slot, { doc: view.document, had: false })
      new MutationObserver(() => slot.doc === view.document && note(slot)).observe(slot.doc, { childList: true, characterData: true, subtree: true })
      view.addEventListener('pagehide', () => {
        const at = wall()
        stand(slot, null, at)
        show(slot, '', at)
        slot.left = at
      })
      return slot
    }
    let stay = null
    const look = () => {
      seen.frames++
      const read = new Set()
      const faults = []
      const all = views(window.top).map(meet)
      for (const slot of all) {
        note(slot)
        if (slot.number !== null) read.add(slot.number)
        if (!slot.had) continue
        const mine = keys[slot.number] ?? ''
        for (const { key } of slot.drawn) if (key && key !== mine) faults.push(slot.number + ' (' + mine + ') shows ' + key)
      }
      if (faults.length) {
        seen.wrong.frames++
        if (seen.wrong.first.length < 5) seen.wrong.first.push(...faults)
      }
      // A stay begins when all documents of the window have come to the same customer.
      const reading = read.size === 1 ? [...read][0] : null
      const at = wall()
      if (reading !== (stay?.number ?? null)) {
        if (stay) seen.stays.push({ key: stay.key, from: stay.from, ms: at - stay.from, right: stay.right, end: stay.end })
        stay = reading === null ? null : { number: reading, key: keys[reading], from: at, right: false }
      }
      if (stay) {
        const drawn = all.flatMap((slot) => slot.drawn)
        stay.end = drawn.some(({ key, checked }) => checked && key === stay.key) ? 'right' : drawn.length ? 'not checked' : 'nothing'
        if (stay.end === 'right') stay.right = true
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    globalThis.finelineSeen = () => ({ ...seen, standings: closed(seen.standings), badges: closed(seen.badges) })
    const closed = (namings) => namings.map((one) => ({ ...one, to: Math.min(one.to, wall()) }))
    return true
  })()`
}

/** Text that stops nothing and returns what was seen so far. */
export const WINDOW_SEEN = 'globalThis.finelineSeen()'
