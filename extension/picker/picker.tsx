import { useState } from 'react'
import { Adapter } from '../../worker/contract/adapter.ts'
import { StateMark } from '../panel/mark.tsx'
import { textsIn } from '../texts/index.ts'
import type { PickerView } from '../views.ts'
import { AdapterPart } from './adapter-part.tsx'
import { draftOf, type Taught } from './draft.ts'
import { Pages } from './pages.tsx'
import { SelfTest, type TestedFile } from './self-test.tsx'
import { type Event, offeredPlace, type State } from './state.ts'
import { Targets } from './targets.tsx'
import type { Target } from './types.ts'
import { usePicker } from './use-picker.ts'
import { targetLabel, type Words } from './words.ts'

interface PickerProps {
  view: PickerView
  tab: number
  leave(): void
}

const taughtOf = (state: State, { fields }: PickerView): Taught => ({ ...state, fields })

/** The screens that are tested on the page at hand: of a file, else of the draft as far as it has come. */
function screensOf(state: State, view: PickerView, file: TestedFile | null) {
  if (file?.adapter) return file.adapter.screens
  const { adapter } = draftOf(taughtOf(state, view))
  return Adapter.safeParse(adapter).data?.screens ?? []
}

/** An administrator points, Fineline proposes: what was pointed at, how it did on every page, and the file. */
export function Picker({ view, tab, leave }: PickerProps) {
  const words = textsIn(view.lang).picker
  const [file, setFile] = useState<TestedFile | null>(null)
  const { state, dispatch } = usePicker(tab, (now) => screensOf(now, view, file))
  const label = (target: Target) => targetLabel(words, view, target)
  const taught = taughtOf(state, view)
  return (
    <main className="panel picker" lang={view.lang}>
      <header>
        <h1>{words.title}</h1>
        <p className="small dim">{words.detail}</p>
        <button type="button" className="link small" onClick={leave}>
          {words.leave}
        </button>
      </header>
      <Notice state={state} words={words} label={label} dispatch={dispatch} />
      <Targets view={view} state={state} words={words} label={label} dispatch={dispatch} />
      <Pages state={state} words={words} label={label} />
      <SelfTest
        screens={screensOf(state, view, file)}
        frames={state.frames}
        words={words}
        file={file}
        setFile={setFile}
      />
      <AdapterPart taught={taught} words={words} />
    </main>
  )
}

interface NoticeProps {
  state: State
  words: Words
  label(target: Target): string
  dispatch(event: Event): void
}

/** What is to be done now, or what was wrong; said to screen readers too. */
function Notice({ state, words, label, dispatch }: NoticeProps) {
  const { armed, problem, picks } = state
  const elsewhere = offeredPlace(state)
  const last = picks.at(-1)
  const said = problem ? words.problems[problem] : armed ? words.pointing(label(armed.target)) : ''
  const taken = last && !last.found ? words.taken(label(last.target)) : ''
  return (
    <div className="notices">
      <p className="unseen" role="status">
        {said || taken || words.start}
      </p>
      {!armed && !problem && picks.length === 0 && <p className="notice">{words.start}</p>}
      {problem && (
        <p className="notice warn">
          <StateMark mark="warn" />
          {words.problems[problem]}
        </p>
      )}
      {elsewhere && (
        <div className="notice pointing">
          <p>{words.elsewhere(elsewhere.globs.join(' '))}</p>
          <button
            type="button"
            className="btn"
            onClick={() => dispatch({ type: 'same-screen', place: elsewhere })}
          >
            {words.same}
          </button>
        </div>
      )}
      {armed && (
        <div className="notice pointing">
          <p>
            <b>{words.pointing(label(armed.target))}</b>
            <br />
            {words.pointingHow}
          </p>
          <button type="button" className="btn" onClick={() => dispatch({ type: 'cancel' })}>
            {words.cancel}
          </button>
        </div>
      )}
    </div>
  )
}
