import type { DecidedView, PanelWords } from '../views.ts'
import { StateMark } from './mark.tsx'
import { Synthetic } from './synthetic.tsx'

type ComplaintView = NonNullable<DecidedView['complaint']>

/** The open complaint and how much of its term is gone. */
export function Complaint({ complaint, words }: { complaint: ComplaintView; words: PanelWords }) {
  const { title, left, from, due, share, synthetic } = complaint
  return (
    <div className="due">
      <div className="row wrap">
        <h2>
          <StateMark mark="warn" />
          {title}
        </h2>
        <Synthetic mark={synthetic} words={words} />
        <b>{left}</b>
      </div>
      <span className="bar">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <div className="row wrap terms small">
        <span>{from}</span>
        <span>{due}</span>
      </div>
    </div>
  )
}
