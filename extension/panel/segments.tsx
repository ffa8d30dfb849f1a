import type { DecidedView, FactView, PanelWords } from '../views.ts'
import { Explain } from './explain.tsx'
import { Value } from './masked.tsx'
import { Section } from './section.tsx'
import { Synthetic } from './synthetic.tsx'
import { Origin } from './view/origin.tsx'

/** One fact with its label, which tells where it is from. */
export function Fact({ fact, words }: { fact: FactView; words: PanelWords }) {
  return (
    <span title={fact.channel || undefined}>
      <span className="faint">
        <Origin name={fact.name} text={fact.label} words={words} />
      </span>{' '}
      <Value value={fact.value} words={words} />
      <Synthetic mark={fact.synthetic} words={words} />
    </span>
  )
}

/** Every segment with the facts behind it. */
export function Segments({ segments, words }: Pick<DecidedView, 'segments'> & { words: PanelWords }) {
  return (
    <Section title={words.segments}>
      {segments.length ? (
        <dl className="basis">
          {segments.map(({ label, facts, explain }) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>
                {facts.map((fact) => (
                  <Fact key={fact.name} fact={fact} words={words} />
                ))}
                <Explain text={explain} words={words} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="dim">{words.noSegments}</p>
      )}
    </Section>
  )
}
