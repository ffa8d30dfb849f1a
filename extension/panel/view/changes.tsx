import type { ChangeView, SeenView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { useFold } from '../fold.tsx'
import { Masked } from '../masked.tsx'

/** One change; before and after are there to be held, and where it was heard is told. */
function Change({ change, words }: { change: ChangeView; words: PanelWords }) {
  const { open, id, button } = useFold()
  return (
    <li>
      <button {...button} className="of">
        {change.text}
        <span className="unseen"> {words.view.origin}</span>
      </button>
      {open && (
        <span id={id} className="origin small">
          {change.masked.map((masked) => (
            <span key={masked.name}>
              <span className="faint">{masked.label}</span> <Masked masked={masked} words={words} />{' '}
            </span>
          ))}
          {change.from}
        </span>
      )}
    </li>
  )
}

function Rest({ changes, words }: { changes: SeenView['changes']; words: PanelWords }) {
  const { open, id, button } = useFold()
  if (!changes.more) return null
  return (
    <>
      <button {...button} className="link small">
        {changes.more}
      </button>
      {open && (
        <ul id={id}>
          {changes.rest.map((change) => (
            <Change key={change.name} change={change} words={words} />
          ))}
        </ul>
      )}
    </>
  )
}

/** What is not as it was at the last contact, and what of the important is. */
export function Changes({ changes, words }: { changes: SeenView['changes']; words: PanelWords }) {
  const { title, items, same } = changes
  return (
    <div className="changes small">
      <h3 className="small dim">{title}</h3>
      <ul>
        {items.map((change) => (
          <Change key={change.name} change={change} words={words} />
        ))}
      </ul>
      <Rest changes={changes} words={words} />
      {same && <p className="dim">{same}</p>}
    </div>
  )
}
