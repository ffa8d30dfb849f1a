import type { DecidedView, PanelWords } from '../views.ts'
import { Value } from './masked.tsx'
import { Synthetic } from './synthetic.tsx'

type AssetsView = NonNullable<DecidedView['assets']>

/** The sum, its parts as a bar and in figures, and the customer's risk grade. */
export function Assets({ assets, words }: { assets: AssetsView; words: PanelWords }) {
  return (
    <>
      <div className="head">
        <h2>{words.assets}</h2>
        <b className="sum">
          <Value value={assets.total} words={words} />
        </b>
      </div>
      <Parts parts={assets.parts} words={words} />
      <p className="row wrap note small dim">
        <span>{assets.note}</span>
        <Synthetic mark={assets.synthetic} words={words} />
      </p>
    </>
  )
}

/** The figures beside the bar say what the bar shows, so it is silent. */
function Parts({ parts, words }: Pick<AssetsView, 'parts'> & { words: PanelWords }) {
  return (
    <>
      <div className="whole" aria-hidden="true">
        {parts.map(
          ({ label, share }, at) =>
            share > 0 && <i key={label} className={`part-${at}`} style={{ flexGrow: share }} />,
        )}
      </div>
      <ul className="legend">
        {parts.map(({ label, amount }, at) => (
          <li key={label}>
            <i className={`part-${at}`} />
            {label}
            <span className="num">
              <Value value={amount} words={words} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
