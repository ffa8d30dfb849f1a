import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hiddenGroups, mayTell } from '../../../worker/services/results/suppress.ts'

const agents = (count: number, from = 0) =>
  new Set(Array.from({ length: count }, (_, at) => `agent-${from + at}`))
const groups = (sizes: number[]) => new Map(sizes.map((size, at) => [`group-${at}`, agents(size, at * 100)]))

it.each<[sizes: number[], hidden: number[]]>([
  [[5, 6, 7], []],
  [
    [5, 4, 7],
    [1, 0],
  ],
  [
    [2, 2, 9],
    [0, 1, 2],
  ],
  [
    [3, 2, 9],
    [0, 1],
  ],
  [[4], [0]],
  [[], []],
])('of groups of %j agents hides %j', (sizes, hidden) => {
  expect([...hiddenGroups(groups(sizes))].toSorted()).toEqual(hidden.map((at) => `group-${at}`).toSorted())
})

it('never leaves fewer than five agents behind what the total less the rest tells', () => {
  const group = fc.uniqueArray(
    fc.integer({ min: 0, max: 30 }).map((at) => `agent-${at}`),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(fc.array(group, { maxLength: 8 }), (all) => {
      const members = new Map(all.map((one, at) => [`group-${at}`, new Set(one)]))
      const hidden = hiddenGroups(members)
      const behind = new Set([...hidden].flatMap((name) => [...(members.get(name) ?? [])]))
      for (const [name, one] of members) if (one.size < 5) expect(hidden.has(name)).toBe(true)
      if (hidden.size > 0 && hidden.size < members.size) expect(behind.size).toBeGreaterThanOrEqual(5)
    }),
  )
})

it.each([
  [5, 0, true],
  [5, 5, true],
  [5, 4, false],
  [4, 0, false],
  [4, 9, false],
])('a part of %i agents beside a rest of %i may be told: %s', (part, rest, may) => {
  expect(mayTell(agents(part), agents(rest, 100))).toBe(may)
})
