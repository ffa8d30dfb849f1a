import type { DecidedView, PanelWords } from '../views.ts'
import { Section } from './section.tsx'
import { Synthetic } from './synthetic.tsx'

const signs = { yes: '✓', no: '×', unknown: '?' } as const

/** What the customer agreed to; the words say it, the signs repeat it. */
export function Consents({ consents, words }: Pick<DecidedView, 'consents'> & { words: PanelWords }) {
  if (!consents.length) return null
  return (
    <Section title={words.consents}>
      <ul className="consents">
        {consents.map(({ mark, label, synthetic }) => (
          <li key={label}>
            <b aria-hidden="true">{signs[mark]}</b>
            <span>
              {label}
              <Synthetic mark={synthetic} words={words} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
