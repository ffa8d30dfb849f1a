import type { TipView } from '../views.ts'

/** Why a tip ranks where it does: four words with bars. */
export function Levers({ levers }: Pick<TipView, 'levers'>) {
  return (
    <dl className="levers">
      {levers.map(({ label, share, word }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span className="bar">
              <i style={{ width: `${share * 100}%` }} />
            </span>
            {word}
          </dd>
        </div>
      ))}
    </dl>
  )
}
