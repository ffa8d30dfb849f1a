import type { DecidedView, PanelWords } from '../views.ts'
import { Assets } from './assets.tsx'
import { Complaint } from './complaint.tsx'

/** What is open with the customer, and what the customer holds. */
export function Customer({ view, words }: { view: DecidedView; words: PanelWords }) {
  const { complaint, assets } = view
  if (!complaint && !assets) return null
  return (
    <section aria-label={words.customer}>
      {complaint && <Complaint complaint={complaint} words={words} />}
      {assets && <Assets assets={assets} words={words} />}
    </section>
  )
}
