import { type RefObject, useEffect, useRef, useState } from 'react'
import type { SeenView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { Bones } from './bones.tsx'
import { EventRow } from './event-row.tsx'
import { countOf, everything, Filters } from './filters.tsx'
import { useRows } from './use-rows.ts'
import { type Narrowed, type Timeline as Stretches, useTimeline } from './use-timeline.ts'
import { heightOf, topOf } from './window.ts'

/** With fewer rows than this still to come into sight, earlier ones are asked for. */
const AHEAD = 30
/** How long a text stands before it is said. Milliseconds. */
const SETTLES = 1000

interface ListProps {
  stretches: Stretches
  of: number | null
  words: PanelWords
}

/** The list itself: as tall with three events as with three thousand, so that nothing below it moves. */
function List({ stretches, of, words, looked }: ListProps & { looked: RefObject<number> }) {
  const { rows: events, state, more, ask } = stretches
  const list = useRows(events)
  const { box, rows, drawn, active, open, details, press, look } = list
  const due = more && state === 'still' && list.left < AHEAD
  useEffect(() => {
    looked.current = list.looked
    if (due) ask()
  })
  return (
    <div className="events" ref={box} onScroll={look} aria-busy={state === 'asking'}>
      {!events.length && <Nothing stretches={stretches} of={of} words={words} />}
      <ol
        aria-label={words.view.timeline}
        style={{ height: heightOf(rows) }}
        onKeyDown={list.onKeyDown}
        onFocus={list.onFocus}
        onBlur={list.onBlur}
      >
        {drawn.map((at) => {
          const event = events[at]
          return (
            event && (
              <EventRow
                key={event.id}
                {...{ event, at, details, press, words }}
                of={more ? of : events.length}
                top={topOf(rows, at)}
                active={at === active}
                open={at === open}
              />
            )
          )
        })}
      </ol>
    </div>
  )
}

/** Rows to come, or that there are none. */
function Nothing({ stretches: { state }, of, words }: ListProps) {
  if (state === 'asking') return <Bones />
  if (state === 'failed') return null
  return <p className="small dim">{of === 0 ? words.view.noEvents : words.view.noneOfThose}</p>
}

/** How many of how many are here, as a sentence; empty for none. */
function shownText(count: number, of: number | null, { shown, shownOf }: PanelWords['view']): string {
  const figure = (number: number) => number.toLocaleString('en-US')
  if (!count) return ''
  return of === null
    ? shown.replace('{shown}', figure(count))
    : shownOf.replace('{shown}', figure(count)).replace('{of}', figure(Math.max(of, count)))
}

/** What stands for a while: scrolling brings one stretch after another, and each said aloud is too much. */
function useSettled(text: string): string {
  const [settled, settle] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => settle(text), SETTLES)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** How many of how many are here, and what is under way; the next ones come by themselves, or by the button. */
function Foot({ stretches, of, words }: ListProps) {
  const { rows, state, anew, failed, more, ask } = stretches
  const asking = state === 'asking'
  const stands =
    failed || (asking && !rows.length ? words.view.waiting : shownText(rows.length, of, words.view))
  return (
    <p className="row foot small dim">
      <span>{asking && rows.length && !anew ? words.view.loadingEvents : stands}</span>
      <span className="unseen" role="status">
        {useSettled(stands)}
      </span>
      {more && (
        <button type="button" className="link small" onClick={ask} aria-disabled={asking}>
          {failed ? words.view.again : words.view.more}
        </button>
      )}
    </p>
  )
}

interface NarrowableProps extends Omit<TimelineProps, 'split'> {
  narrowed: Narrowed
}

function Narrowable({ timeline, narrowed, edition, words }: NarrowableProps) {
  const looked = useRef(0)
  const stretches = useTimeline(narrowed, edition, looked)
  const of = countOf(timeline, narrowed)
  return (
    <>
      <List stretches={stretches} of={of} words={words} looked={looked} />
      <Foot stretches={stretches} of={of} words={words} />
    </>
  )
}

interface TimelineProps {
  timeline: SeenView['timeline']
  words: PanelWords
  /** Another name: what is in the list is of the past, or in another language, and told anew in its place. */
  edition: string
  /** That the customer was split: what was told without it is not to be seen any longer. */
  split: string
}

/** Everything that customer and bank had to do with each other, newest first, over all channels. */
export function Timeline({ timeline, words, edition, split }: TimelineProps) {
  const [narrowed, narrow] = useState(everything)
  return (
    <>
      <Filters timeline={timeline} narrowed={narrowed} narrow={narrow} words={words} />
      <Narrowable
        key={[split, ...narrowed.channels, '/', ...narrowed.kinds].join()}
        timeline={timeline}
        narrowed={narrowed}
        edition={edition}
        words={words}
      />
    </>
  )
}
