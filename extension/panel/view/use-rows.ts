import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { EventView } from '../../customer-view.ts'
import { drawn, type Rows, rowAt, rowByKey, scrollFor, topOf } from './window.ts'

/** Height of a row as the style sheet sets it for this width. Pixels. */
const rowHeight = (box: Element): number =>
  Number.parseFloat(getComputedStyle(box).getPropertyValue('--row')) || 24

interface Sight {
  /** What is scrolled past, and how much is in sight. Pixels. */
  from: number
  height: number
  row: number
}

/** What is in sight of a box that scrolls. */
function useSightOf(box: RefObject<HTMLElement | null>) {
  const [sight, setSight] = useState<Sight>({ from: 0, height: 0, row: 24 })
  const look = useCallback(() => {
    const { current } = box
    if (!current) return
    const now = { from: current.scrollTop, height: current.clientHeight, row: rowHeight(current) }
    setSight((was) => (same(was, now) ? was : now))
  }, [box])
  useLayoutEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(look)
    observer.observe(box.current)
    look()
    return () => observer.disconnect()
  }, [box, look])
  return { sight, look }
}

const same = (a: Sight, b: Sight): boolean => a.from === b.from && a.height === b.height && a.row === b.row

/** How tall the details of the open row are, once they are drawn; kept while they are out of sight. */
function useExtra(): [extra: number, details: (element: HTMLElement | null) => (() => void) | undefined] {
  const [extra, setExtra] = useState(0)
  const details = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const measure = () => setExtra(element.offsetHeight)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  return [extra, details]
}

interface Shown {
  events: readonly EventView[]
  rows: Rows
}

/** When the events are told anew, what is in sight stays where it is; who reads nothing at the top sees the newest. */
function useAnchor(box: RefObject<HTMLElement | null>, { events, rows }: Shown, look: () => void) {
  const shown = useRef<Shown>({ events, rows })
  useLayoutEffect(() => {
    const { current: was } = shown
    shown.current = { events, rows }
    const { current } = box
    if (!current || was.events === events) return
    if (current.scrollTop || was.rows.open !== null)
      current.scrollTop = scrollAsBefore(was, { events, rows }, current.scrollTop)
    look()
  })
}

/** Where the first event in sight that is still there comes to stand as it stood. */
function scrollAsBefore(was: Shown, now: Shown, from: number): number {
  const places = new Map(now.events.map(({ id }, at) => [id, at]))
  const first = rowAt(was.rows, from)
  const before = was.events.findIndex(({ id }, at) => at >= first && places.has(id))
  const after = places.get(was.events[before]?.id ?? -1)
  return after === undefined ? from : from + topOf(now.rows, after) - topOf(was.rows, before)
}

/** The row that has the focus, or would have it; an event that is no longer there leaves it to whatever has its place. */
function useActive(events: readonly EventView[]) {
  const [active, setActive] = useState({ id: -1, at: 0 })
  const found = events.findIndex(({ id }) => id === active.id)
  const at = found < 0 ? Math.max(0, Math.min(active.at, events.length - 1)) : found
  const put = useCallback((to: number, id: number | undefined) => setActive({ id: id ?? -1, at: to }), [])
  return [at, put] as const
}

/** A long list of which only what is in sight is drawn: one row has the focus, one may be open. */
export function useRows(events: readonly EventView[]) {
  const count = events.length
  const box = useRef<HTMLDivElement>(null)
  const { sight, look } = useSightOf(box)
  const [active, putActive] = useActive(events)
  const [opened, setOpened] = useState<number | null>(null)
  const [extra, details] = useExtra()
  const goes = useRef(false)
  const found = opened === null ? -1 : events.findIndex(({ id }) => id === opened)
  const open = found < 0 ? null : found
  const rows: Rows = { count, height: sight.row, open, extra }
  const page = Math.max(1, Math.floor(sight.height / sight.row) - 1)
  useAnchor(box, { events, rows }, look)
  const focused = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row with the focus may go when events are told anew
  useLayoutEffect(() => {
    const lost = focused.current && document.activeElement === document.body
    if (!goes.current && !lost) return
    goes.current = false
    box.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true })
  }, [active, events])
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    focused.current = true
    const at = Number(target.dataset.row ?? active)
    putActive(at, events[at]?.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || target.dataset.row === undefined) return
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const to = rowByKey(key, Number(target.dataset.row), count, page)
    if (to === null) return
    event.preventDefault()
    if (box.current) box.current.scrollTop = scrollFor(rows, to, box.current.scrollTop, sight.height)
    goes.current = to !== active
    putActive(to, events[to]?.id)
    look()
  }
  const press = useCallback(
    (at: number, id: number) => {
      putActive(at, id)
      setOpened((was) => (was === id ? null : id))
    },
    [putActive],
  )
  const seen = (sight.from + sight.height) / sight.row
  return {
    ...{ box, rows, active, open, details, press, onKeyDown, onFocus, look },
    onBlur: () => {
      focused.current = false
    },
    drawn: drawn(rows, sight.from, sight.height, active),
    /** Rows not yet scrolled to. */
    left: count - seen,
    /** Rows down to the last one in sight, open or with the focus. */
    looked: Math.min(count, Math.max(Math.ceil(seen), (open ?? -1) + 1, active + 1)),
  }
}
