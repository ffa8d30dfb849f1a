import type { FromPanel } from '../messages.ts'
import type { DecidedView, PanelWords } from '../views.ts'
import { Refuse } from './objection.tsx'
import { Section } from './section.tsx'
import { Synthetic } from './synthetic.tsx'
import { Origin } from './view/origin.tsx'
import { useSeen } from './view/seen.tsx'

const signs = { yes: '✓', no: '×', unknown: '?' } as const

interface ConsentsProps {
  view: DecidedView
  words: PanelWords
  send(message: FromPanel): void
}

/** What the customer agreed to and may refuse; the words say it, the signs repeat it. */
export function Consents({ view, words, send }: ConsentsProps) {
  const { consents } = view
  const asOf = useSeen()?.consentsAsOf
  return (
    <Section title={words.consents} hint={asOf}>
      <ul className="consents">
        {consents.map(({ name, mark, label, synthetic }) => (
          <li key={label}>
            <b aria-hidden="true">{signs[mark]}</b>
            <span>
              <Origin name={name} text={label} words={words} />
              <Synthetic mark={synthetic} words={words} />
            </span>
          </li>
        ))}
      </ul>
      <Refuse view={view} words={words} send={send} />
    </Section>
  )
}
