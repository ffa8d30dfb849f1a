import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { MaskedView, PanelWords } from '../views.ts'
import { useHolding } from './reveals.tsx'

/** How long a value stands that was asked for without holding, as a screen reader does. Milliseconds. */
const STANDS = 5000

const holds = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter'

interface MaskedProps {
  masked: MaskedView
  words: PanelWords
}

/** The hold of one masked value, and the ways to begin and end it. */
function useHold({ name }: MaskedView) {
  const { hold, text, begin, end } = useHolding()
  const [mine, setMine] = useState(0)
  const [asked, setAsked] = useState(false)
  const byHand = useRef(false)
  const start = (how: 'held' | 'asked') => {
    setAsked(how === 'asked')
    setMine(begin(name))
  }
  const stop = () => end(mine)
  const shown = mine !== 0 && hold === mine ? text : ''
  useEffect(() => {
    if (!asked || mine === 0) return
    const timer = setTimeout(() => end(mine), STANDS)
    return () => clearTimeout(timer)
  }, [asked, mine, end])
  useEffect(() => () => end(mine), [mine, end])
  return {
    shown,
    asked,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLButtonElement>) => {
        byHand.current = true
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start('held')
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onLostPointerCapture: stop,
      onKeyDown: (event: KeyboardEvent) => {
        if (!holds(event)) return
        event.preventDefault()
        if (!event.repeat) start('held')
      },
      onKeyUp: (event: KeyboardEvent) => {
        if (!holds(event)) return
        event.preventDefault()
        stop()
      },
      onBlur: stop,
      onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
      // A press without pointer and key is that of a screen reader, which cannot hold.
      onClick: () => {
        if (!byHand.current) mine !== 0 && hold === mine ? stop() : start('asked')
        byHand.current = false
      },
    },
  }
}

/** A value that stands nowhere on the page but while it is held. */
export function Masked({ masked, words }: MaskedProps) {
  const { shown, asked, handlers } = useHold(masked)
  return (
    <>
      <button type="button" className="masked" title={words.masked} aria-pressed={shown !== ''} {...handlers}>
        {shown || <span aria-hidden={masked.instead.startsWith('•')}>{masked.instead}</span>}
        <span className="unseen">
          {' '}
          {masked.label} {words.masked}
        </span>
      </button>
      <span className="unseen" role="status">
        {asked ? shown : ''}
      </span>
    </>
  )
}

/** A value as it is, or masked. */
export function Value({ value, words }: { value: string | MaskedView; words: PanelWords }) {
  return typeof value === 'string' ? value : <Masked masked={value} words={words} />
}

/** What the sentences above tell only roughly. */
export function InFull({ all, words }: { all: MaskedView[]; words: PanelWords }) {
  if (!all.length) return null
  return (
    <p className="in-full small">
      {all.map((masked) => (
        <span key={masked.name}>
          <span className="faint">{masked.label}</span> <Masked masked={masked} words={words} />
        </span>
      ))}
    </p>
  )
}
