import type { Dice } from './dice.ts'
import { nastyKey, nastyString, nastyValue } from './nasty.ts'

type Container = Record<string, unknown> | unknown[]

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

/** Every object and array in a value. */
function containers(value: unknown): Container[] {
  if (!isContainer(value)) return []
  return [value, ...Object.values(value).flatMap(containers)]
}

function set(container: Container, key: string, value: unknown): void {
  if (Array.isArray(container) && key === 'length') return
  // Plain assignment to __proto__ would change the object instead of giving it a member.
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })
}

/** A value with one thing wrong in it: a member gone, added, of another kind, too long, too many. */
export function mutated(value: unknown, dice: Dice): unknown {
  const copy: unknown = structuredClone(value)
  const all = containers(copy)
  if (!all.length || dice.chance(0.03)) return nastyValue(dice)
  const place = dice.pick(all)
  const key = Object.keys(place).length ? dice.pick(Object.keys(place)) : nastyKey(dice)
  dice.weighted<() => void>([
    [3, () => Reflect.deleteProperty(place, key)],
    [4, () => set(place, key, nastyValue(dice))],
    [2, () => set(place, nastyKey(dice), nastyValue(dice))],
    [3, () => set(place, key, nastyString(dice))],
    [1, () => Array.isArray(place) && place.push(...Array(dice.int(1, 400)).fill(place[0] ?? null))],
  ])()
  return copy
}

/** Text that is no JSON, or no longer, or more than it may be. */
export function garbled(text: string, dice: Dice): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  return dice.weighted<() => Uint8Array>([
    [3, () => bytes.slice(0, dice.int(0, bytes.length))],
    [3, () => flipped(bytes, dice)],
    [1, () => new TextEncoder().encode(`\ufeff${text}`)],
    [1, () => new Uint8Array([0xff, 0xfe, 0x00, 0xd8])],
    [1, () => new TextEncoder().encode(text.replace(/\d+/, () => '1e999'))],
    [1, () => new TextEncoder().encode(text.replace(/}$/, ',"__proto__":{"roles":["admin"]},"a":1,"a":2}'))],
    [1, () => new TextEncoder().encode('['.repeat(dice.int(60, 100_000)))],
    [0.3, () => new TextEncoder().encode(`{"a":"${'x'.repeat(dice.int(1_000_000, 1_500_000))}"}`)],
    [1, () => new TextEncoder().encode('a=1&b=2')],
    [1, () => new Uint8Array()],
  ])()
}

function flipped(bytes: Uint8Array, dice: Dice): Uint8Array {
  const copy = bytes.slice()
  for (let times = dice.int(1, 4); times > 0 && copy.length; times -= 1)
    copy[dice.int(0, copy.length - 1)] = dice.int(0, 255)
  return copy
}
