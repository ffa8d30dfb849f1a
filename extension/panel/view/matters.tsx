import type { MatterView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { StateMark } from '../mark.tsx'
import { Synthetic } from '../synthetic.tsx'
import { useSeen } from './seen.tsx'

/** A matter that is not closed and how much of its first limit is gone. */
function Matter({ matter, words }: { matter: MatterView; words: PanelWords }) {
  const { title, left, from, due, later, share, synthetic } = matter
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
      {due && (
        <span className="bar">
          <i style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <div className="row wrap terms small">
        <span>{from}</span>
        <span>{due}</span>
      </div>
      {later && <p className="small dim">{later}</p>}
    </div>
  )
}

/** Two may be of one day about one thing: how many stand before it tells them apart. */
function keyOf(matters: MatterView[], at: number): string {
  const names = matters.slice(0, at + 1).map(({ from, title }) => `${from} ${title}`)
  const name = names.at(-1) ?? ''
  return `${name} ${names.filter((one) => one === name).length}`
}

/** Every open matter; where none is known of otherwise, the complaint that the decision rests on. */
export function Matters({ complaint, words }: { complaint: MatterView | null; words: PanelWords }) {
  const seen = useSeen()
  const matters = seen?.matters.length ? seen.matters : complaint ? [complaint] : []
  return matters.map((matter, at) => <Matter key={keyOf(matters, at)} matter={matter} words={words} />)
}
