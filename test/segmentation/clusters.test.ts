import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readCatalogue } from '../../db/import/catalogue.ts'
import { generateSample, SEED as SAMPLE_SEED } from '../../db/sample/generate.ts'
import {
  candidates,
  chooseFeatures,
  type Feature,
  measured,
  pointsOf,
  type SampleRow,
} from '../../worker/segmentation/features.ts'
import { chosen, learnedOn } from '../../worker/segmentation/keep.ts'
import { assignment, type Clusters, labelsFor } from '../../worker/segmentation/labels.ts'
import { distance, silhouette } from '../../worker/segmentation/silhouette.ts'
import { bestOf, nearest, train } from '../../worker/segmentation/train.ts'
import { seeded } from '../fuzz/random.ts'

const features: Feature[] = ['age', 'balance'].map((name) => ({ name, type: 'int', mean: 0, deviation: 1 }))

/** Clouds of points around some places, in an order by lot. */
function clouds(places: readonly number[][], each: number, seed: number) {
  const random = seeded(seed)
  const near = (place: readonly number[]) => place.map((one) => one + (random() - 0.5) * 2)
  return places
    .flatMap((place, of) => Array.from({ length: each }, () => ({ of, point: near(place), lot: random() })))
    .toSorted((a, b) => a.lot - b.lot)
}

const PLACES = [
  [0, 0],
  [12, 0],
  [0, 12],
  [12, 12],
]

/** Which label the people of each cloud have. */
function labelOf(clusters: Clusters, people: ReturnType<typeof clouds>): (string | undefined)[] {
  return PLACES.map((_, of) => {
    const labels = new Set(
      people
        .filter((one) => one.of === of)
        .map(({ point }) => clusters.labels[nearest(clusters.centres, point)]),
    )
    expect(labels.size).toBe(1)
    return [...labels][0]
  })
}

function computed(people: ReturnType<typeof clouds>, before: Clusters | null): Clusters {
  const points = people.map(({ point }) => point)
  const best = bestOf([3, 4, 5].map((k) => train(points, k)))
  const fresh = { features, centres: best?.centres ?? [] }
  return { ...fresh, ...labelsFor(fresh, before) }
}

describe('computed again', () => {
  it('from other customers in another order, the same people keep their label', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => {
        const before = computed(clouds(PLACES, 40, a), null)
        const people = clouds(PLACES, 55, b + 20_000)
        const after = computed(people, before)
        expect(after.labels.toSorted()).toEqual(before.labels.toSorted())
        expect(labelOf(after, people)).toEqual(labelOf(before, people))
      }),
      { numRuns: 25 },
    )
  })

  it('with one customer more each time, everybody else stays where they were', async () => {
    const catalogue = await readCatalogue()
    const all = candidates(catalogue)
    const rows = generateSample(SAMPLE_SEED, 600, '2026-11-19').map(
      ({ facts }): SampleRow => ['CNY', all.map((one) => measured(one, facts))],
    )
    let before: Clusters | null = null
    const places = (clusters: Clusters, of: typeof rows) =>
      pointsOf(all, clusters.features, of).map((point) => clusters.labels[nearest(clusters.centres, point)])
    for (const fewer of [4, 3, 2, 1, 0]) {
      const sample = rows.slice(fewer)
      const { features } = chooseFeatures(all, sample)
      const points = pointsOf(all, features, sample)
      const tried = [3, 4, 5, 6, 7, 8].map((k) => train(points, k))
      const centres: number[][] = chosen(tried, learnedOn(points, features, before))?.centres ?? []
      const clusters: Clusters = { features, centres, ...labelsFor({ features, centres }, before) }
      if (before) {
        const [now, then] = [clusters, before].map((one) => places(one, sample))
        expect(now?.filter((label, at) => label !== then?.[at]).length).toBeLessThanOrEqual(6)
      }
      before = clusters
    }
  })

  it('goes on with the live clusters, unless others stand apart clearly better', () => {
    const three = clouds(PLACES.slice(0, 3), 60, 3).map(({ point }) => point)
    const live = { features, centres: train(three, 3).centres, labels: ['c1', 'c2', 'c3'], given: [] }
    const chosenOf = (points: number[][]) =>
      chosen(
        [3, 4, 5].map((k) => train(points, k)),
        learnedOn(points, features, live),
      )?.k
    expect(chosenOf([...three, ...three.slice(0, 9).map(([x = 0, y = 0]) => [x + 1, y + 1])])).toBe(3)
    expect(chosenOf(clouds(PLACES, 60, 4).map(({ point }) => point))).toBe(4)
  })

  it('does not go on with clusters of which nobody is left, or of quite other facts', () => {
    const points = clouds(PLACES.slice(0, 2), 20, 5).map(({ point }) => point)
    const live = { features, centres: PLACES, labels: ['c1', 'c2', 'c3', 'c4'], given: [] }
    expect(learnedOn(points, features, live)).toBeNull()
    const other = features.map((one) => ({ ...one, name: `${one.name}_2` }))
    expect(learnedOn(points, other, live)).toBeNull()
  })

  it('in another scale, too', () => {
    const people = clouds(PLACES, 40, 1)
    const before = computed(people, null)
    const rescaled = features.map((one) => ({ ...one, mean: 6, deviation: 3 }))
    const centres = before.centres.map((centre) => centre.map((value) => (value - 6) / 3)).toReversed()
    expect(labelsFor({ features: rescaled, centres }, before).labels).toEqual(before.labels.toReversed())
  })

  it('a cluster without a predecessor gets a label that nobody ever had, as long as there is one', () => {
    const cluster = (...values: number[]) => values.map((value) => [value, 0])
    const fresh = (centres: number[][]) => ({ features, centres })
    const runs = [cluster(0, 10, 20), cluster(0, 20), cluster(0, 20, 40), cluster(0, 20, 40, 60)]
    const all: Clusters[] = []
    for (const centres of runs)
      all.push({ ...fresh(centres), ...labelsFor(fresh(centres), all.at(-1) ?? null) })
    expect(all.map(({ labels }) => labels.join(' '))).toEqual([
      'c1 c2 c3',
      'c1 c3',
      'c1 c3 c4',
      'c1 c3 c4 c5',
    ])
  })
})

test('labels go to the nearest as a whole, as trying every order finds it', () => {
  const orders = (all: readonly number[]): number[][] =>
    all.length === 0
      ? [[]]
      : all.flatMap((one) => orders(all.filter((other) => other !== one)).map((rest) => [one, ...rest]))
  const side = fc.integer({ min: 1, max: 5 })
  const matrix = fc.tuple(side, side).chain(([rows, columns]) =>
    fc.array(fc.array(fc.nat(50), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  fc.assert(
    fc.property(matrix, (costs) => {
      const columns = costs[0]?.length ?? 0
      const picks = assignment(costs)
      const size = Math.max(costs.length, columns)
      const padded = (row: number, at: number) => costs[row]?.[at] ?? 0
      const sums = orders(Array.from({ length: size }, (_, at) => at)).map((order) =>
        order.reduce((sum, at, row) => sum + padded(row, at), 0),
      )
      expect(new Set(picks.filter((at) => at !== null)).size).toBe(Math.min(costs.length, columns))
      expect(picks.reduce<number>((sum, at, row) => sum + (at === null ? 0 : padded(row, at)), 0)).toBe(
        Math.min(...sums),
      )
    }),
  )
})

test('the silhouette is what its definition says', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.nat(2))
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 25 }), (all) => {
      const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
      const each = all.map(([x, y, own], at) => {
        const to = (of: number) =>
          all.flatMap(([a, b, other], no) => (other === of && no !== at ? [Math.hypot(a - x, b - y)] : []))
        const inside = to(own)
        const others = [0, 1, 2].filter((of) => of !== own && to(of).length > 0).map((of) => mean(to(of)))
        if (inside.length === 0 || others.length === 0) return 0
        const [a, b] = [mean(inside), Math.min(...others)]
        return a === b ? 0 : (b - a) / Math.max(a, b)
      })
      const found = silhouette(
        all.map(([x, y]) => [x, y]),
        all.map(([, , own]) => own),
        3,
      )
      expect(found).toBeCloseTo(mean(each), 9)
    }),
  )
})

test('everybody is in the cluster whose centre is nearest', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer(), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 }),
      (centres) => {
        const point = [3, 4]
        const found = distance(centres[nearest(centres, point)] ?? [], point)
        expect(found).toBe(Math.min(...centres.map((one) => distance(one, point))))
      },
    ),
  )
})
