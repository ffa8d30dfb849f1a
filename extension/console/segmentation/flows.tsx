import type { Drift } from '../../../worker/contract/segmentation.ts'

type Moves = Drift['moves']

const [WIDTH, HEIGHT, GAP, BAR, NAME] = [960, 260, 14, 8, 168]

/** A group's place on its side: where it begins, and how high it is. */
interface Place {
  value: string
  top: number
  height: number
}

/** One stretch of the height for each customer, groups below each other in the given order. */
function placesOf(moves: Moves, side: 'from' | 'to', order: readonly string[], scale: number): Place[] {
  let top = 0
  return order.flatMap((value) => {
    const customers = moves.reduce((sum, one) => sum + (one[side] === value ? one.customers : 0), 0)
    if (customers === 0) return []
    const place = { value, top, height: customers * scale }
    top += place.height + GAP
    return [place]
  })
}

/** Bands from where a group was to where its customers go; each begins below the one before. */
function bandsOf(moves: Moves, left: readonly Place[], right: readonly Place[], scale: number) {
  const used = new Map<string, number>()
  const take = (key: string, height: number) => {
    const top = used.get(key) ?? 0
    used.set(key, top + height)
    return top
  }
  const topOf = (places: readonly Place[], value: string) =>
    places.find((one) => one.value === value)?.top ?? 0
  return left.flatMap(({ value: from }) =>
    right.flatMap(({ value: to }) => {
      const move = moves.find((one) => one.from === from && one.to === to)
      if (!move) return []
      const height = move.customers * scale
      const [a, b] = [
        topOf(left, from) + take(`from ${from}`, height) + height / 2,
        topOf(right, to) + take(`to ${to}`, height) + height / 2,
      ]
      return [{ from, to, a, b, height }]
    }),
  )
}

/**
 * Groups of now at the left, those of then at the right, and bands between as thick as there are customers; who changes
 * group stands out. The table behind has the figures.
 */
export function Flows({
  moves,
  order,
  nameOf,
  label,
}: {
  moves: Moves
  order: readonly string[]
  nameOf(value: string): string
  label: string
}) {
  const all = moves.reduce((sum, { customers }) => sum + customers, 0)
  const rows = Math.max(
    ...(['from', 'to'] as const).map((side) => new Set(moves.map((one) => one[side])).size),
  )
  const scale = all > 0 ? (HEIGHT - GAP * (rows - 1)) / all : 0
  const left = placesOf(moves, 'from', order, scale)
  const right = placesOf(moves, 'to', order, scale)
  const [start, end] = [NAME + BAR, WIDTH - NAME - BAR]
  const middle = WIDTH / 2
  // Those who stay lie behind.
  const bands = bandsOf(moves, left, right, scale).toSorted(
    (one, other) => Number(one.from !== one.to) - Number(other.from !== other.to),
  )
  return (
    <svg className="con-flows" viewBox={`0 -8 ${WIDTH} ${HEIGHT + 16}`} role="img" aria-label={label}>
      {bands.map(({ from, to, a, b, height }) => (
        <path
          key={`${from} ${to}`}
          className={from === to ? 'stays' : 'moves'}
          d={`M${start},${a} C${middle},${a} ${middle},${b} ${end},${b}`}
          strokeWidth={Math.max(1, height)}
        />
      ))}
      {[
        { places: left, x: NAME, text: NAME - 6, anchor: 'end' },
        { places: right, x: end, text: end + BAR + 6, anchor: 'start' },
      ].map(({ places, x, text, anchor }) =>
        places.map(({ value, top, height }) => (
          <g key={`${anchor} ${value}`}>
            <rect x={x} y={top} width={BAR} height={Math.max(1, height)} />
            <text x={text} y={top + height / 2} textAnchor={anchor as 'start'} dominantBaseline="central">
              {nameOf(value)}
            </text>
          </g>
        )),
      )}
    </svg>
  )
}
