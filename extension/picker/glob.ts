import { fitsGlob } from '../host/glob.ts'
import type { Place } from './types.ts'

/** A part of a path that may be an id: four digits in it, or a long run of hexadecimal. */
const isId = (part: string): boolean =>
  /\d{4}/.test(part) || /^[0-9a-f-]{16,}$/i.test(part) || /[^\x21-\x7e]/.test(decodeURIComponent(part))

/** A glob over an address that says which screen it is and not whose: `*` and the path without ids, `*` for all after it. */
export function globOf(url: string): string {
  const { protocol, pathname } = new URL(url)
  if (!protocol.startsWith('http')) return `${url.split(/[?#]/)[0]}*`
  const path = pathname
    .split(';')[0]
    ?.split('/')
    .map((part) => (part && isId(part) ? '*' : part))
    .join('/')
  return `*${path}*`
}

/** True where the address is the same for every screen: a path without a page of its own. */
export const isBare = (url: string): boolean => {
  const { protocol, pathname, hash } = new URL(url)
  return !protocol.startsWith('http') || pathname.endsWith('/') || /^#!?\//.test(hash)
}

/** `origin` is that of the document, which one without an address takes from the page that made it. */
export function placeOf(url: string, frame: string, origin: string): Place {
  const named = url.startsWith('http') || /\d{2}/.test(frame) ? '' : frame
  return { host: `${origin}/*`, globs: [globOf(url)], frame: named }
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.host === b.host && a.frame === b.frame && a.globs.some((glob) => b.globs.includes(glob))

export const isAt = ({ host, globs, frame }: Place, url: string, name: string, origin: string): boolean =>
  host === `${origin}/*` && fitsGlob(globs, url) && (!frame || frame === name)
