import { useState } from 'react'
import type { FromPanel } from '../messages.ts'
import type { DecidedView, PanelWords } from '../views.ts'
import { StateMark } from './mark.tsx'

interface ObjectionProps {
  view: Pick<DecidedView, 'keyShort' | 'refused'>
  words: PanelWords
  send(message: FromPanel): void
}

/** That the customer refuses targeted tips, with the way back. */
export function Refused({ view: { keyShort, refused }, words, send }: ObjectionProps) {
  if (!refused) return null
  return (
    <div className="notices">
      <p className="notice none">
        <StateMark mark="none" />
        {refused}
        <button
          type="button"
          className="link"
          onClick={() => send({ type: 'objection', keyShort, refuses: false })}
        >
          {words.takeBack}
        </button>
      </p>
    </div>
  )
}

/** The customer says that they refuse: one question, then it holds. */
export function Refuse({ view: { keyShort, refused }, words, send }: ObjectionProps) {
  const [asking, setAsking] = useState(false)
  if (refused) return null
  if (!asking)
    return (
      <button type="button" className="link small" onClick={() => setAsking(true)}>
        {words.refuse}
      </button>
    )
  return (
    <fieldset className="refuse" ref={(box) => box?.querySelector('button')?.focus()}>
      <legend>{words.refuseAsk}</legend>
      <div className="row wrap">
        <button
          type="button"
          className="btn primary"
          onClick={() => send({ type: 'objection', keyShort, refuses: true })}
        >
          {words.refuseYes}
        </button>
        <button type="button" className="btn quiet" onClick={() => setAsking(false)}>
          {words.cancel}
        </button>
      </div>
    </fieldset>
  )
}
