import type { PanelWords } from '../../views.ts'
import { Section } from '../section.tsx'
import { useSight } from './seen.tsx'

/** How many of the bank's numbers lead to this customer. */
export function Links({ words }: { words: PanelWords }) {
  const { customer } = useSight()
  if (customer.state === 'failed') return null
  return (
    <Section title={words.view.links}>
      <div className="links small">
        {customer.state === 'seen' ? <p>{customer.links}</p> : <div className="bone line" />}
      </div>
    </Section>
  )
}
