import type { Language } from '../../../worker/contract/text.ts'
import type { CustomerView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { StateMark } from '../mark.tsx'
import { Section } from '../section.tsx'
import { Bones } from './bones.tsx'
import { Changes } from './changes.tsx'
import { useSight } from './seen.tsx'
import { Timeline } from './timeline.tsx'

/** The place that the timeline will take. */
function Waiting({ words }: { words: PanelWords }) {
  return (
    <div aria-busy="true">
      <p className="unseen">{words.view.waiting}</p>
      <div className="filters" />
      <div className="events">
        <Bones />
      </div>
      <div className="foot" />
      <div className="changes" />
    </div>
  )
}

/** That it could not be had, why, and what to do. */
function Failed({ failed, again }: { failed: Extract<CustomerView, { state: 'failed' }>; again(): void }) {
  return (
    <div className="doubt" role="status">
      <h3>
        <StateMark mark="none" />
        {failed.title}
      </h3>
      <p className="dim">{failed.detail}</p>
      {failed.again && (
        <button type="button" className="btn" onClick={again}>
          {failed.again}
        </button>
      )}
    </div>
  )
}

/** What customer and bank had to do with each other, and what has changed since the last time they spoke. */
export function Dealings({ words, lang }: { words: PanelWords; lang: Language }) {
  const { customer, again } = useSight()
  return (
    <Section title={words.view.timeline}>
      {customer.state === 'waiting' && <Waiting words={words} />}
      {customer.state === 'failed' && <Failed failed={customer} again={again} />}
      {customer.state === 'seen' && (
        <>
          {customer.split && (
            <p className="notice warn split">
              <StateMark mark="warn" />
              {customer.split}
            </p>
          )}
          <Timeline
            edition={`${customer.made} ${lang}`}
            split={customer.split}
            timeline={customer.timeline}
            words={words}
          />
          <Changes changes={customer.changes} words={words} />
        </>
      )}
    </Section>
  )
}
