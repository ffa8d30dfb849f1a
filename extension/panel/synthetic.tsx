import type { PanelWords } from '../views.ts'

/** Marks what the generator made; nothing beside real data. */
export function Synthetic({ mark, words }: { mark: string; words: PanelWords }) {
  return mark ? (
    <span className="tag" title={words.syntheticHint}>
      {mark}
    </span>
  ) : null
}
