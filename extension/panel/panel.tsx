import type { CustomerSeen, EventsTold, FromPanel, Revealed, ToPanel } from '../messages.ts'
import type { PanelView } from '../views.ts'
import { Decided } from './decided.tsx'
import { Locked } from './locked.tsx'
import { StateMark } from './mark.tsx'
import { Notices } from './notices.tsx'
import { Reveals } from './reveals.tsx'
import { Script } from './script/script.tsx'
import { Conflict, Empty, Loading, NotChecked, SignedOut } from './states.tsx'
import { Seen } from './view/seen.tsx'

export interface PanelProps {
  shown: ToPanel
  /** The last value that was held. */
  revealed: Revealed | null
  /** What is seen of the customer on screen; null: nothing yet. */
  customer: CustomerSeen | null
  /** The last stretch of the timeline. */
  events: EventsTold | null
  send(message: FromPanel): void
}

/** What a screen reader is told when the panel changes. */
function announcement(view: PanelView): string {
  if (view.state === 'decided') return [view.headline, view.checksLine, view.tipsLine].join(' ')
  return 'title' in view ? view.title : ''
}

/** The side panel: whatever its tab shows now. */
export function Panel(props: PanelProps) {
  const { locked, lang } = props.shown
  if (locked)
    return (
      <div lang={lang}>
        <Locked words={locked} send={props.send} />
      </div>
    )
  return (
    <div lang={props.shown.lang}>
      <p className="unseen" role="status">
        {announcement(props.shown.view)}
      </p>
      <p className={props.shown.meddling ? 'meddling' : 'unseen'} aria-live="assertive">
        {props.shown.meddling && <StateMark mark="warn" />}
        {props.shown.meddling}
      </p>
      <Notices notices={props.shown.notices} send={props.send} />
      <Reveals
        key={props.shown.view.state === 'decided' ? props.shown.view.keyShort : ''}
        keyShort={props.shown.view.state === 'decided' ? props.shown.view.keyShort : ''}
        revealed={props.revealed}
        send={props.send}
      >
        <View {...props} />
      </Reveals>
    </div>
  )
}

function View({ shown: { view, words, lang, script }, customer, events, send }: PanelProps) {
  const part = <Script script={script} send={send} />
  switch (view.state) {
    case 'empty':
      return <Empty words={words} lang={lang} script={part} />
    case 'loading':
      return <Loading words={words} />
    case 'signed-out':
      return <SignedOut view={view} send={send} />
    case 'not-checked':
      return <NotChecked view={view} words={words} send={send} script={part} />
    case 'conflict':
      return <Conflict view={view} send={send} script={part} />
    case 'decided':
      return (
        <Seen key={view.keyShort} keyShort={view.keyShort} customer={customer} events={events} send={send}>
          <Decided view={view} words={words} lang={lang} send={send} script={part} />
        </Seen>
      )
  }
}
