import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { drawn, type Rows, rowByKey, scrollFor } from './window.ts'

/** Height of a row as the style sheet sets it for this width. Pixels. */
const rowHeight = (box: Element): number =>
  Number.parseFloat(getComputedStyle(box).getPropertyValue('--row')) || 22

interface Sight {
  /** What is scrolled past, and how much is in sight. Pixels. */
  from: number
  height: number
  row: number
}

/** What is in sight of a box that scrolls. */
function useSightOf(box: RefObject<HTMLElement | null>) {
  const [sight, setSight] = useState<Sight>({ from: 0, height: 0, row: 22 })
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

/** How tall the details of the open row are, once they are drawn. */
function useExtra(): [extra: number, details: (element: HTMLElement | null) => (() => void) | undefined] {
  const [extra, setExtra] = useState(0)
  const details = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const measure = () => setExtra(element.offsetHeight)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => {
      observer.disconnect()
      setExtra(0)
    }
  }, [])
  return [extra, details]
}

/** A long list of which only what is in sight is drawn: one row has the focus, one may be open. */
export function useRows(count: number) {
  const box = useRef<HTMLDivElement>(null)
  const { sight, look } = useSightOf(box)
  const [active, setActive] = useState(0)
  const [open, setOpen] = useState<number | null>(null)
  const [extra, details] = useExtra()
  const goes = useRef(false)
  const rows: Rows = { count, height: sight.row, open, extra }
  const page = Math.max(1, Math.floor(sight.height / sight.row) - 1)
  useLayoutEffect(() => {
    if (!goes.current) return
    goes.current = false
    box.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true })
  }, [active])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || target.dataset.row === undefined) return
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const to = rowByKey(key, Number(target.dataset.row), count, page)
    if (to === null) return
    event.preventDefault()
    if (box.current) box.current.scrollTop = scrollFor(rows, to, box.current.scrollTop, sight.height)
    goes.current = to !== active
    setActive(to)
    look()
  }
  const press = useCallback((at: number) => {
    setActive(at)
    setOpen((was) => (was === at ? null : at))
  }, [])
  return {
    ...{ box, rows, active, open, details, press, onKeyDown, look },
    drawn: drawn(rows, sight.from, sight.height, active),
    /** Rows not yet scrolled to. */
    left: count - (sight.from + sight.height) / sight.row,
  }
}
