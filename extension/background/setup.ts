import type { ToPage } from '../messages.ts'
import { overlaySheet } from './overlay-sheet.ts'
import { adapterOf, isActive, screensFor } from './screens.ts'
import type { Services } from './services.ts'

type Setup = Extract<ToPage, { type: 'setup' }>

/** The browser keeps members in another order than the edge sends them. */
const inOrder = (_: string, value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/**
 * How to read a frame of address `url` in a window of address `top`, and the words for it. Its name is what it says:
 * most playbooks read pages as the one before, and a frame that begins anew closes its card.
 */
export function setupFor(services: Services, url: string, top: string): Setup {
  const words = services.words()
  const { adapters } = services.playbooks
  const active = isActive(services.policy().policy, url)
  const screens = active ? screensFor(adapters, url, top) : []
  const [unset, lang] = [active ? words.unset() : null, words.language]
  const { off, failMode } = services.standing()
  const read = new Set(screens.map(({ id }) => adapterOf(adapters, id)))
  const name = JSON.stringify(
    [lang, off, failMode, unset?.title, screens.map(({ id }) => id), ...read],
    inOrder,
  )
  const sheet = screens.length || unset ? overlaySheet : ''
  return { type: 'setup', name, screens, lang, words: words.page, sheet, unset, off, failMode }
}
