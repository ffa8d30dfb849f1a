import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hiddenCells, hiddenGroups, mayTell } from '../../../worker/services/results/suppress.ts'

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

it('of a table leaves in no line one hidden cell alone, nor several with fewer than five agents', () => {
  const sizes = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }), {
    maxLength: 5,
  })
  fc.assert(
    fc.property(sizes, (rows) => {
      const cells = rows.flatMap((row, team) =>
        row.flatMap((size, segment) =>
          size > 0 ? [{ team: `t${team}`, segment: `s${segment}`, agents: agents(size, team * 100) }] : [],
        ),
      )
      const hidden = hiddenCells(cells, () => false)
      for (const cell of cells) if (cell.agents.size < 5) expect(hidden.has(cell)).toBe(true)
      for (const by of ['team', 'segment'] as const)
        for (const line of Map.groupBy(cells, (cell) => cell[by]).values()) {
          const among = line.filter((cell) => hidden.has(cell))
          if (among.length === 0 || among.length === line.length) continue
          expect(among.length).toBeGreaterThan(1)
          expect(new Set(among.flatMap((cell) => [...cell.agents])).size).toBeGreaterThanOrEqual(5)
        }
    }),
  )
})

it('of a table where nothing is small hides nothing', () => {
  const cells = ['t1', 't2'].flatMap((team) =>
    ['s1', 's2'].map((segment) => ({ team, segment, agents: agents(5) })),
  )
  expect(hiddenCells(cells, () => false).size).toBe(0)
})
