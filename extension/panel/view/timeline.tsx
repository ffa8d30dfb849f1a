import { useEffect, useState } from 'react'
import type { SeenView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { Bones } from './bones.tsx'
import { EventRow } from './event-row.tsx'
import { countOf, Filters } from './filters.tsx'
import { useRows } from './use-rows.ts'
import { type Narrowed, type Timeline as Stretches, useTimeline } from './use-timeline.ts'
import { heightOf, topOf } from './window.ts'

/** With fewer rows than this still to come into sight, earlier ones are asked for. */
const AHEAD = 30

const everything: Narrowed = { channels: [], kinds: [] }

interface ListProps {
  stretches: Stretches
  of: number | null
  words: PanelWords
}

/** The list itself: as tall with three events as with three thousand, so that nothing below it moves. */
function List({ stretches, of, words }: ListProps) {
  const { rows: events, state, more, ask } = stretches
  const { box, rows, drawn, left, active, open, details, press, onKeyDown, look } = useRows(events.length)
  const due = more && state === 'still' && left < AHEAD
  useEffect(() => {
    if (due) ask()
  })
  return (
    <div className="events" ref={box} onScroll={look} aria-busy={state === 'asking'}>
      {!events.length && <Nothing stretches={stretches} of={of} words={words} />}
      <ol aria-label={words.view.timeline} style={{ height: heightOf(rows) }} onKeyDown={onKeyDown}>
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

/** How many of how many are here, and what is under way; the next ones come by themselves, or by the button. */
function Foot({ stretches, of, words }: ListProps) {
  const { rows, state, failed, more, ask } = stretches
  const all = of === null ? '' : ` / ${Math.max(of, rows.length).toLocaleString('en-US')}`
  return (
    <p className="row foot small dim">
      <span role="status">
        {failed ||
          (state === 'asking'
            ? rows.length
              ? words.view.loadingEvents
              : words.view.waiting
            : rows.length
              ? `${rows.length.toLocaleString('en-US')}${all}`
              : '')}
      </span>
      {more && (
        <button type="button" className="link" onClick={ask} disabled={state === 'asking'}>
          {failed ? words.view.again : words.view.more}
        </button>
      )}
    </p>
  )
}

function Narrowable({
  timeline,
  narrowed,
  words,
}: {
  timeline: SeenView['timeline']
  narrowed: Narrowed
  words: PanelWords
}) {
  const stretches = useTimeline(narrowed)
  const of = countOf(timeline, narrowed)
  return (
    <>
      <List stretches={stretches} of={of} words={words} />
      <Foot stretches={stretches} of={of} words={words} />
    </>
  )
}

interface TimelineProps {
  timeline: SeenView['timeline']
  words: PanelWords
  /** Another name: what is in the list is of the past, or in another language. What it is narrowed to stays. */
  edition: string
}

/** Everything that customer and bank had to do with each other, newest first, over all channels. */
export function Timeline({ timeline, words, edition }: TimelineProps) {
  const [narrowed, narrow] = useState(everything)
  return (
    <>
      <Filters timeline={timeline} narrowed={narrowed} narrow={narrow} words={words} />
      <Narrowable
        key={[edition, ...narrowed.channels, '/', ...narrowed.kinds].join()}
        timeline={timeline}
        narrowed={narrowed}
        words={words}
      />
    </>
  )
}
