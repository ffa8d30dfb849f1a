import { memo, type Ref } from 'react'
import type { EventView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { StateMark } from '../mark.tsx'
import { Value } from '../masked.tsx'

interface EventRowProps {
  event: EventView
  /** Counted from 0. */
  at: number
  /** Of the whole list; null where nobody knows. */
  of: number | null
  top: number
  active: boolean
  open: boolean
  /** Of what the open one shows. */
  details: Ref<HTMLDivElement>
  press(at: number, id: number): void
  words: PanelWords
}

interface DetailsProps extends Pick<EventRowProps, 'event' | 'words'> {
  id: string
  ref: EventRowProps['details']
}

function Details({ event, ref, id, words }: DetailsProps) {
  return (
    <div className="event-details" id={id} ref={ref}>
      <p>{event.text}</p>
      {event.doubt && <p>{event.doubt}</p>}
      <dl>
        {event.details.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Value value={value} words={words} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** One event in one line; opened, everything there is to see of it. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { event, at, of, top, active, open, details, press, words } = props
  const id = `event-${event.id}`
  return (
    <li style={{ top }} aria-posinset={at + 1} aria-setsize={of ?? -1}>
      <button
        type="button"
        className={event.contact ? 'event contact' : 'event'}
        data-row={at}
        tabIndex={active ? 0 : -1}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => press(at, event.id)}
      >
        <span className="day">{event.day}</span>
        <span className="by">{event.channel}</span>
        <span className="what">
          {event.doubt && <StateMark mark="none" />}
          {event.text}
          {event.doubt && <span className="unseen"> {event.doubt}</span>}
        </span>
      </button>
      {open && <Details event={event} id={id} ref={details} words={words} />}
    </li>
  )
})
