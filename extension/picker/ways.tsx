import { StateMark } from '../panel/mark.tsx'
import type { Event, State } from './state.ts'
import type { Picked, Target, Way } from './types.ts'
import { ranked, recordOf } from './visits.ts'
import type { Words } from './words.ts'

interface WaysProps {
  pick: Picked
  state: State
  words: Words
  label(target: Target): string
  dispatch(event: Event): void
}

const written = ({ at }: Way): string =>
  [at.label?.join(' / '), at.css, at.text && `“${at.text}”`].filter(Boolean).join(' › ')

/** Every way to read what was pointed at, the best first; one can be chosen. */
export function Ways({ pick, state, words, label, dispatch }: WaysProps) {
  const order = ranked(state.visits, pick, state.chosen[pick.id])
  return (
    <fieldset className="ways-list">
      <legend className="unseen">{words.waysTitle(label(pick.target))}</legend>
      {order.map((at, place) => (
        <WayRow
          key={JSON.stringify(pick.ways[at]?.at)}
          pick={pick}
          at={at}
          first={place === 0}
          state={state}
          words={words}
          choose={() => dispatch({ type: 'choose', pick: pick.id, way: at })}
        />
      ))}
    </fieldset>
  )
}

interface WayRowProps {
  pick: Picked
  at: number
  first: boolean
  state: State
  words: Words
  choose(): void
}

function WayRow({ pick, at, first, state, words, choose }: WayRowProps) {
  const way = pick.ways[at]
  if (!way) return null
  const { ok, fails } = recordOf(state.visits, pick, at)
  const text = state.now?.tried[pick.id]?.[at]?.text
  return (
    <label className="way">
      <input type="radio" name={`pick-${pick.id}`} checked={first} onChange={choose} />
      <span>
        {words.kinds[way.kind]} <code>{written(way)}</code>
        <span className="small dim">
          <StateMark mark={fails.length ? 'warn' : ok ? 'pass' : 'none'} />{' '}
          {words.record(ok, ok + fails.length)}
          {text && ` · ${words.readsNow(text)}`}
        </span>
        {fails.map(({ page, why }) => (
          <span className="small fail" key={page}>
            {words.failure(page + 1, words.failures[why])}
          </span>
        ))}
      </span>
    </label>
  )
}
