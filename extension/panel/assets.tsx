import type { DecidedView, PanelWords } from '../views.ts'
import { useFold } from './fold.tsx'
import { Value } from './masked.tsx'
import { Synthetic } from './synthetic.tsx'
import { Origin } from './view/origin.tsx'

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
      <Holdings holdings={assets.holdings} words={words} />
      <p className="row wrap note small dim">
        <span>
          <Origin name="risk_grade" text={assets.note} words={words} />
        </span>
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
        {parts.map(({ name, label, amount }, at) => (
          <li key={label}>
            <i className={`part-${at}`} />
            <Origin name={name} text={label} words={words} />
            <span className="num">
              <Value value={amount} words={words} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Each product by name and grade, on demand: the parts above are their sums. */
function Holdings({ holdings, words }: Pick<AssetsView, 'holdings'> & { words: PanelWords }) {
  const { open, id, button } = useFold()
  if (!holdings.length) return null
  return (
    <>
      <button {...button} className="link small">
        {`${words.view.holdings} ${holdings.length}`}
      </button>
      {open && (
        <ul id={id} className="pairs fold">
          {holdings.map(({ code, label, amount }) => (
            <li key={code}>
              <span>{label}</span>
              <span className="num">
                <Value value={amount} words={words} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
