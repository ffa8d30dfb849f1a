import type { DecidedView } from '../views.ts'

/** What was not shown and why, tip by tip. */
export function Hidden({ id, title, hidden }: { id: string; title: string; hidden: DecidedView['hidden'] }) {
  return (
    <ul id={id} className="pairs fold" aria-label={title}>
      {hidden.map(({ label, why }) => (
        <li key={label}>
          <span>{label}</span>
          <span className="why">{why}</span>
        </li>
      ))}
    </ul>
  )
}
