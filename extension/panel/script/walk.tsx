import { useEffect, useRef } from 'react'
import type { ScriptMove } from '../../messages.ts'
import type { ScriptWords, WalkStepView, WalkView } from '../../views.ts'
import { type StepKeys, useStepKeys } from './keys.ts'

interface WalkProps {
  walk: WalkView
  words: ScriptWords
  move(move: ScriptMove): void
}

const past = ({ state }: WalkStepView) => state === 'done' || state === 'skipped'

/** What the keys do now. */
function keysFor({ steps }: WalkView, move: WalkProps['move']): StepKeys {
  const now = steps.find(({ state }) => state === 'now')
  const skip = now?.maySkip ? () => move({ do: 'skipped', stepId: now.id }) : undefined
  return {
    done: now && (() => move({ do: 'done', stepId: now.id })),
    skip,
    back: steps.some(past) ? () => move({ do: 'back' }) : undefined,
  }
}

/** A script under way: one step open with what to say, the others a line each. */
export function Walk({ walk, words, move }: WalkProps) {
  const list = useRef<HTMLOListElement>(null)
  const keys = keysFor(walk, move)
  useStepKeys(list, keys)
  const now = walk.steps.find(({ state }) => state === 'now')
  useStepFocus(list, now?.id ?? '')
  return (
    <>
      <p className="unseen" role="status">
        {now ? `${now.label} ${now.say}` : walk.finished}
      </p>
      <ol className="steps" ref={list}>
        {walk.steps.map((step) =>
          step === now ? (
            <StepNow key={step.id} step={step} walk={walk} words={words} keys={keys} move={move} />
          ) : (
            <Step key={step.id} step={step} />
          ),
        )}
        {walk.finished && (
          <li className="now" tabIndex={-1} data-now>
            <span className="row wrap">
              <span>{walk.finished}</span>
              <span className="space" />
              <button type="button" className="btn" onClick={() => move({ do: 'end' })}>
                {words.end}
              </button>
            </span>
          </li>
        )}
      </ol>
    </>
  )
}

/** The focus goes with the step at hand, unless it is somewhere else in the panel. */
function useStepFocus(list: React.RefObject<HTMLOListElement | null>, at: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another step is at hand
  useEffect(() => {
    const { activeElement } = document
    const free = activeElement === document.body || list.current?.contains(activeElement)
    if (free) list.current?.querySelector<HTMLElement>('[data-now]')?.focus({ preventScroll: false })
  }, [list, at])
}

function Tick({ state }: { state: WalkStepView['state'] }) {
  return (
    <span className="walk-tick" data-state={state} aria-hidden="true">
      {state === 'done' ? '✓' : state === 'skipped' ? '–' : ''}
    </span>
  )
}

function Step({ step: { label, state, time, need } }: { step: WalkStepView }) {
  return (
    <li className={state}>
      <Tick state={state} />
      <span>{label}</span>
      <span className="small faint">{state === 'done' ? time : need}</span>
    </li>
  )
}

interface StepNowProps extends WalkProps {
  step: WalkStepView
  keys: StepKeys
}

function StepNow({ step, walk, words, keys, move }: StepNowProps) {
  const { label, say, need, disclosure, variant } = step
  return (
    <li className="now" aria-current="step" tabIndex={-1} data-now>
      <Tick state="now" />
      <b>{label}</b>
      <span className="small dim">{need}</span>
      <p className="say" lang={walk.spoken}>
        {say}
      </p>
      {disclosure && (
        <p className="must">
          {disclosure.label}
          <span className="small faint">{disclosure.citation}</span>
        </p>
      )}
      <div className="keys">
        <StepButton name="Enter" label={words.done} look="primary" press={keys.done} />
        {step.maySkip && <StepButton name="S" label={words.skip} press={keys.skip} />}
        {keys.back && <StepButton name="↑" label={words.back} look="quiet" press={keys.back} />}
        <button
          type="button"
          className="link small"
          onClick={() => move({ do: 'speak', language: walk.otherLanguage })}
        >
          {walk.speakOther}
        </button>
        {variant && <span className="small faint">{variant}</span>}
      </div>
    </li>
  )
}

interface StepButtonProps {
  name: string
  label: string
  look?: string
  press: (() => void) | undefined
}

function StepButton({ name, label, look = '', press }: StepButtonProps) {
  const key = name === '↑' ? 'ArrowUp' : name
  return (
    <button type="button" className={`btn ${look}`} aria-keyshortcuts={key} onClick={press}>
      <span className="key" aria-hidden="true">
        {name}
      </span>
      {label}
    </button>
  )
}
