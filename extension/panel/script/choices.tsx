import type { ReadingView, ScriptView } from '../../views.ts'
import { ask } from '../ask.ts'
import { useFold } from '../fold.tsx'

interface ChoicesProps {
  script: ScriptView
  start(scriptId: string): void
  read(reading: ReadingView): void
}

/** As many as are seen at a glance. */
const AT_ONCE = 3

/** Opens something to read; where nobody answers nothing changes. */
export function openReading(
  kind: ReadingView['kind'],
  itemId: string,
  read: (reading: ReadingView) => void,
): void {
  void ask({ type: 'read', kind, itemId }).then(
    (reading) => reading && read(reading),
    () => undefined,
  )
}

/** Kinds of call, likely ones first; the others a press away. */
export function Choices({ script, start, read }: ChoicesProps) {
  const { choices, words, keyShort } = script
  const rest = useFold()
  const likely = choices.filter((one) => one.likely).slice(0, AT_ONCE)
  const others = choices.filter((one) => !likely.includes(one))
  const pick = (id: string) => (keyShort ? start(id) : openReading('script', id, read))
  if (!choices.length) return null
  return (
    <>
      {!keyShort && <p className="small dim">{words.needsCustomer}</p>}
      <div className="likely">
        {likely.map(({ id, label, matter }) => (
          <button key={id} type="button" className="btn" title={matter} onClick={() => pick(id)}>
            {label}
          </button>
        ))}
        <button {...rest.button} className="link small">
          {likely.length ? words.others : words.all} {others.length}
        </button>
      </div>
      {rest.open && (
        <ul className="queue" id={rest.id}>
          {others.map(({ id, label, matter }) => (
            <li key={id}>
              <button type="button" className="turn" title={matter} onClick={() => pick(id)}>
                <span className="one">{label}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
