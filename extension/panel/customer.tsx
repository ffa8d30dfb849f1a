import type { DecidedView, PanelWords } from '../views.ts'
import { Assets } from './assets.tsx'
import { Matters } from './view/matters.tsx'
import { useSeen } from './view/seen.tsx'

/** What is open with the customer, and what the customer holds. */
export function Customer({ view, words }: { view: DecidedView; words: PanelWords }) {
  const { complaint, assets } = view
  const matters = useSeen()?.matters.length
  if (!complaint && !matters && !assets) return null
  return (
    <section aria-label={words.customer}>
      <Matters complaint={complaint} words={words} />
      {assets && <Assets assets={assets} words={words} />}
    </section>
  )
}
