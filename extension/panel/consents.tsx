import type { FromPanel } from '../messages.ts'
import type { DecidedView, PanelWords } from '../views.ts'
import { Refuse } from './objection.tsx'
import { Section } from './section.tsx'
import { Synthetic } from './synthetic.tsx'

const signs = { yes: '✓', no: '×', unknown: '?' } as const

interface ConsentsProps {
  view: DecidedView
  words: PanelWords
  send(message: FromPanel): void
}

/** What the customer agreed to and may refuse; the words say it, the signs repeat it. */
export function Consents({ view, words, send }: ConsentsProps) {
  const { consents } = view
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
      <Refuse view={view} words={words} send={send} />
    </Section>
  )
}
