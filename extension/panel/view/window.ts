/** A list of rows of one height, of which one may be open and so much taller. Pixels. */
export interface Rows {
  count: number
  height: number
  /** The row that is open; null: none. */
  open: number | null
  /** What the open one shows below itself. */
  extra: number
}

/** Rows beyond the sight on either side: a fast hand sees no gap. */
const SPARE = 8

export const topOf = ({ height, open, extra }: Rows, at: number): number =>
  at * height + (open !== null && at > open ? extra : 0)

export const heightOf = (rows: Rows): number => topOf(rows, rows.count)

/** The row at that height of the list. */
export function rowAt(rows: Rows, y: number): number {
  const { count, height, open, extra } = rows
  const below = open === null ? Number.POSITIVE_INFINITY : topOf(rows, open) + height + extra
  const at = y < below ? Math.min(Math.floor(y / height), open ?? count) : Math.floor((y - extra) / height)
  return Math.max(0, Math.min(count - 1, at))
}

/** The rows to draw, in their order: those in sight, some beside them, and the one that has the focus. */
export function drawn(rows: Rows, from: number, sight: number, active: number): number[] {
  if (!rows.count) return []
  const first = Math.max(0, rowAt(rows, from) - SPARE)
  const last = Math.min(rows.count - 1, rowAt(rows, from + sight) + SPARE)
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  if (active >= 0 && active < first) return [active, ...all]
  return active > last && active < rows.count ? [...all, active] : all
}

/** Where to scroll to so that a row is in sight; where it is already, no further. */
export function scrollFor(rows: Rows, at: number, from: number, sight: number): number {
  const top = topOf(rows, at)
  const bottom = top + rows.height
  if (top < from) return top
  return bottom > from + sight ? bottom - sight : from
}

/** The row that a key leads to; null where it leads nowhere. */
export function rowByKey(key: string, at: number, count: number, page: number): number | null {
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[key]
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to))
}
