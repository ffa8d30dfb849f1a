import { type KeyboardEvent, useId } from 'react'
import { ActionKind } from '../../worker/contract/action.ts'
import { chordOf } from './chord.ts'
import type { Event, State } from './state.ts'
import type { Picked } from './types.ts'
import type { Words } from './words.ts'

interface ActProps {
  pick: Picked
  state: State
  words: Words
  dispatch(event: Event): void
}

/** What a button does, and the shortcuts that do it as well: pressed here, not typed. */
export function Act({ pick, state, words, dispatch }: ActProps) {
  const id = useId()
  const { action, keys } = state.acts[pick.id] ?? { action: 'order' as const, keys: [] }
  const change = (changed: Partial<{ action: ActionKind; keys: string[] }>) =>
    dispatch({ type: 'act', pick: pick.id, action, keys, ...changed })
  const press = (event: KeyboardEvent) => {
    const chord = chordOf(event)
    if (!chord) return
    event.preventDefault()
    if (!keys.includes(chord)) change({ keys: [...keys, chord] })
  }
  return (
    <div className="act">
      <label htmlFor={`${id}-kind`}>{words.act.what}</label>
      <select
        id={`${id}-kind`}
        value={action}
        onChange={({ target }) => change({ action: ActionKind.parse(target.value) })}
      >
        {ActionKind.options.map((kind) => (
          <option key={kind} value={kind}>
            {words.act.kinds[kind]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-keys`}>{words.act.keys}</label>
      <input id={`${id}-keys`} readOnly aria-describedby={`${id}-hint`} onKeyDown={press} />
      <p className="small dim" id={`${id}-hint`}>
        {words.act.keysHint}
      </p>
      <p className="row wrap">
        {keys.map((chord) => (
          <button
            key={chord}
            type="button"
            className="tag"
            aria-label={words.act.dropKey(chord)}
            onClick={() => change({ keys: keys.filter((one) => one !== chord) })}
          >
            {chord} ×
          </button>
        ))}
      </p>
    </div>
  )
}
