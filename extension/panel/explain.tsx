import type { PanelWords } from '../views.ts'
import { useFold } from './fold.tsx'

/** Plain words for the customer, to be read out. */
export function Explain({ text, words }: { text: string; words: PanelWords }) {
  const { open, id, button } = useFold()
  if (!text) return null
  return (
    <div className="explain">
      <button {...button} className="link small">
        {words.explain}
      </button>
      {open && (
        <p id={id} className="fold">
          {text}
        </p>
      )}
    </div>
  )
}
