import type { DecidedView, PanelWords } from '../../views.ts'
import { useFold } from '../fold.tsx'
import { Fact } from '../segments.tsx'
import { useSight } from './seen.tsx'

/** What is known beside all above, on demand. A fact behind a segment stands there, unless it is too old to be. */
export function OtherFacts({ view, words }: { view: DecidedView; words: PanelWords }) {
  const { customer } = useSight()
  const { open, id, button } = useFold()
  if (customer.state === 'failed') return null
  const seen = customer.state === 'seen' ? customer : null
  const above = new Set(view.segments.flatMap(({ facts }) => facts.map(({ name }) => name)))
  const facts = seen?.facts.filter(({ name }) => seen.origins[name]?.stale || !above.has(name)) ?? []
  return (
    <section aria-label={words.view.facts} className="other-facts">
      <h2>
        <button {...button} className="link" disabled={!facts.length}>
          {facts.length ? `${words.view.facts} ${facts.length}` : words.view.facts}
        </button>
      </h2>
      {open && (
        <ul id={id} className="facts-seen small">
          {facts.map((fact) => (
            <li key={fact.name} className={seen?.origins[fact.name]?.stale ? 'stale' : undefined}>
              <Fact fact={fact} words={words} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
