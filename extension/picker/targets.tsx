import { useFold } from '../panel/fold.tsx'
import { StateMark } from '../panel/mark.tsx'
import { Section } from '../panel/section.tsx'
import type { Mark, PickerView } from '../views.ts'
import { Act } from './act.tsx'
import type { Event, State } from './state.ts'
import type { Picked, Target } from './types.ts'
import { ranked, recordOf } from './visits.ts'
import { Ways } from './ways.tsx'
import type { Words } from './words.ts'

interface PartProps {
  state: State
  words: Words
  label(target: Target): string
  dispatch(event: Event): void
}

const ALWAYS: Target[] = ['number', 'name', 'press', 'field:remark']

/** All that can be pointed at; what few need is folded. */
export function Targets({ view, ...part }: PartProps & { view: PickerView }) {
  const { words, state } = part
  const { open, id, button } = useFold()
  const further = view.fields
    .map(({ name }) => `field:${name}` as const)
    .filter((target) => !ALWAYS.includes(target))
  const shown = (target: Target) => open || state.picks.some((pick) => pick.target === target)
  return (
    <Section title={words.targets.title}>
      <ul className="targets">
        {ALWAYS.map((target) => (
          <TargetRow key={target} target={target} {...part} />
        ))}
      </ul>
      {further.length > 0 ? (
        <button {...button} className="link small">
          {words.targets.further(further.length)}
        </button>
      ) : (
        <p className="small dim">{words.targets.noFields}</p>
      )}
      <ul className="targets" id={id}>
        {further.filter(shown).map((target) => (
          <TargetRow key={target} target={target} {...part} />
        ))}
      </ul>
    </Section>
  )
}

function TargetRow({ target, ...part }: PartProps & { target: Target }) {
  const { state, words, label, dispatch } = part
  const picks = state.picks.filter((pick) => pick.target === target)
  const needed = target === 'number' || target === 'name'
  const short = picks.length ? words.pointMore : words.pointShort
  return (
    <li>
      <div className="row">
        <h3>{label(target)}</h3>
        <span className="small faint">{needed ? words.targets.needed : words.targets.optional}</span>
        <span className="space" />
        <button
          type="button"
          className={`btn ${needed && !picks.length ? 'primary' : ''}`}
          aria-label={words.point(short, label(target))}
          aria-pressed={state.armed?.target === target}
          onClick={() => dispatch({ type: 'point', target })}
        >
          {short}
        </button>
      </div>
      {picks.map((pick) => (
        <PickRow key={pick.id} pick={pick} {...part} />
      ))}
    </li>
  )
}

/** Not tried, well on every page, or not on some. */
function markOf({ visits, chosen }: State, pick: Picked): Mark {
  const { ok, fails } = recordOf(visits, pick, ranked(visits, pick, chosen[pick.id])[0] ?? 0)
  return fails.length ? 'warn' : ok ? 'pass' : 'none'
}

function reading({ now, chosen, visits }: State, pick: Picked, words: Words): string {
  const tried = now?.tried[pick.id]?.[ranked(visits, pick, chosen[pick.id])[0] ?? 0]
  if (!tried) return now ? words.notHere : words.readsNow(pick.text)
  const { target, ways } = pick
  if (tried.found && target === 'press') return words.hereNow
  if (tried.text && ways[0]?.from === 'checked') return words.ticked[tried.text === 'true' ? 'yes' : 'no']
  if (tried.text) return words.readsNow(tried.text)
  return tried.found ? words.emptyNow : words.readsNothing
}

function PickRow({ pick, ...part }: PartProps & { pick: Picked }) {
  const { state, words, label, dispatch } = part
  const { open, id, button } = useFold()
  return (
    <div className="pick">
      <p className="row">
        <StateMark mark={markOf(state, pick)} />
        <span className="space">{reading(state, pick, words)}</span>
        <button
          type="button"
          className="link small"
          aria-label={words.remove(label(pick.target))}
          onClick={() => dispatch({ type: 'remove', pick: pick.id })}
        >
          {words.removeShort}
        </button>
      </p>
      {pick.found && <p className="small dim">{words.found}</p>}
      <button {...button} className="link small">
        {words.ways(pick.ways.length)}
      </button>
      <div id={id}>{open && <Ways pick={pick} {...part} />}</div>
      {pick.target === 'press' && <Act pick={pick} {...part} />}
    </div>
  )
}
