import * as z from 'zod'
import { Refused } from '../refused.ts'

/** The last event of a page; an id is one within its load alone. */
export interface Cursor {
  at: string
  id: string
  load: string
}

const Parts = z.tuple([z.string(), z.string(), z.string()])

/** The place after an event, as callers carry it about. */
export function textOfCursor({ at, id, load }: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([at, id, load]))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** @throws Refused where it is none that the edge gave */
export function cursorOf(text: string): Cursor {
  const parts = Parts.safeParse(read(text))
  if (!parts.success)
    throw new Refused('page-refused', {
      zh: 'before 不是本接口给出的值。',
      en: 'before is none that was given.',
    })
  const [at, id, load] = parts.data
  return { at, id, load }
}

function read(text: string): unknown {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (one) => one.charCodeAt(0))))
  } catch {
    return undefined
  }
}
