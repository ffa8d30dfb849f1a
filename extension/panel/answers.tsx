import { useState } from 'react'
import type { TipAnswer } from '../messages.ts'
import type { DecidedView, PanelWords } from '../views.ts'
import { useChoiceKeys } from './number-keys.ts'

export type Answer = Omit<TipAnswer, 'tipId'>

interface AnswersProps {
  words: PanelWords
  reasons: DecidedView['dismissReasons']
  /** An answer is on its way. */
  sent: boolean
  answer(answer: Answer): void
}

interface ChoiceProps {
  at: number
  label: string
  look?: string
  disabled?: boolean
  press(): void
}

function Choice({ at, label, look = '', disabled = false, press }: ChoiceProps) {
  const key = String(at + 1)
  return (
    <button
      type="button"
      className={`btn ${look}`}
      aria-keyshortcuts={key}
      disabled={disabled}
      onClick={press}
    >
      <span className="key" aria-hidden="true">
        {key}
      </span>
      {label}
    </button>
  )
}

/** Three answers by keys 1 to 3; "not suitable" asks why in their place. */
export function Answers(props: AnswersProps) {
  const [asking, setAsking] = useState(false)
  return asking ? (
    <Reasons {...props} back={() => setAsking(false)} />
  ) : (
    <Three {...props} ask={() => setAsking(true)} />
  )
}

function Three({ words, sent, answer, ask }: AnswersProps & { ask(): void }) {
  const choices = [
    { label: words.accept, look: 'primary', press: () => answer({ answer: 'accepted' }) },
    { label: words.defer, press: () => answer({ answer: 'deferred' }) },
    { label: words.dismiss, press: ask },
  ]
  useChoiceKeys(sent ? [] : choices.map(({ press }) => press))
  return (
    <div className="answers">
      {choices.map((choice, at) => (
        <Choice key={choice.label} at={at} disabled={sent} {...choice} />
      ))}
    </div>
  )
}

function Reasons({ words, reasons, sent, answer, back }: AnswersProps & { back(): void }) {
  const choices = reasons.map(({ id, label }) => ({
    label,
    press: () => answer({ answer: 'dismissed', reasonId: id }),
  }))
  useChoiceKeys(sent ? [] : choices.map(({ press }) => press), back)
  return (
    <fieldset ref={(box) => box?.querySelector('button')?.focus()}>
      <legend>{words.dismissTitle}</legend>
      <div className="reasons">
        {choices.map((choice, at) => (
          <Choice key={choice.label} at={at} disabled={sent} {...choice} />
        ))}
      </div>
      <button type="button" className="btn quiet" onClick={back}>
        <span className="key" aria-hidden="true">
          Esc
        </span>
        {words.cancel}
      </button>
    </fieldset>
  )
}
