import type { OriginView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { useFold } from '../fold.tsx'
import { useSeen } from './seen.tsx'

interface OriginProps {
  /** Of the attribute. */
  name: string
  /** What opens it: the value's label, or label and value. */
  text: string
  words: PanelWords
}

function Told({ id, origin }: { id: string; origin: OriginView }) {
  return (
    <span id={id} className="origin small">
      {origin.from}
      <br />
      {origin.rule}
    </span>
  )
}

/** A label that tells where its value is from; plain words until that is known. A value too old to rest on says so. */
export function Origin({ name, text, words }: OriginProps) {
  const origin = useSeen()?.origins[name]
  const { open, id, button } = useFold()
  if (!origin) return <span className="of plain">{text}</span>
  return (
    <>
      <button {...button} className="of">
        {text}
        <span className="unseen"> {words.view.origin}</span>
      </button>
      {origin.stale && <span className="old"> {origin.stale}</span>}
      {open && <Told id={id} origin={origin} />}
    </>
  )
}
