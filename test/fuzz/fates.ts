import type { Asked, Fate } from '../stand/rough-line.ts'
import { seeded } from './random.ts'

/** A request that was not answered as it should be, for the customers of these keys. */
export interface Fault {
  keys: string[]
  /** Wall time. Milliseconds. */
  at: number
}

export interface Fates {
  of(asked: Asked): Fate
  faults: Fault[]
  /** While true nothing fails; answers are late all the same. */
  calm: boolean
}

/** Shares of each fate, out of one; the rest passes. `twice` is answered in time and is no fault. */
const SHARES: [Fate['kind'], number][] = [
  ['twice', 0.06],
  ['error', 0.02],
  ['cut', 0.02],
  ['silent', 0.01],
  ['old', 0.02],
]
const SLOWEST = 200

/** A small number out of a text (FNV-1a). */
function hash(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

function drawKind(share: number): Fate['kind'] {
  let rest = share
  for (const [kind, part] of SHARES) {
    if (rest < part) return kind
    rest -= part
  }
  return 'pass'
}

/** Fates by seed, path, customer and the how-many-eth such request: whichever comes first, each meets its own. */
export function drawFates(seed: number): Fates {
  const counts = new Map<string, number>()
  const fates: Fates = {
    faults: [],
    calm: true,
    of({ path, body }) {
      if (path !== '/v1/decisions' && path !== '/v1/outcomes') return { kind: 'pass', delay: 0 }
      const keys: string[] = path === '/v1/decisions' ? JSON.parse(body).customerKeys : []
      const name = `${path} ${keys.join()}`
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      const random = seeded(seed ^ hash(`${name} ${count}`))
      const [kind, delay] = [drawKind(random()), random() ** 2 * SLOWEST]
      if (fates.calm) return { kind: 'pass', delay }
      if (keys.length && kind !== 'pass' && kind !== 'twice') fates.faults.push({ keys, at: Date.now() })
      return { kind, delay }
    },
  }
  return fates
}
