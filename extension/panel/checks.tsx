import type { CheckView, DecidedView, PanelWords } from '../views.ts'
import { CheckItem } from './check-item.tsx'
import { useFold } from './fold.tsx'
import { StateMark } from './mark.tsx'
import { Section } from './section.tsx'

/** Checks that are not a pass, strictest first; those that passed open on demand. */
export function Checks({ view, words }: { view: DecidedView; words: PanelWords }) {
  const { open, id, button } = useFold()
  const passed = view.passed.length > 0 && (
    <button {...button} className="link small">
      {view.passedLine}
    </button>
  )
  return (
    <Section title={words.checks} hint={view.checksLine} aside={passed}>
      {view.checks.length ? (
        <ul>
          {view.checks.map((check) => (
            <CheckItem key={check.id} check={check} words={words} />
          ))}
        </ul>
      ) : (
        <p className="dim">{view.noChecks}</p>
      )}
      {open && <Passed id={id} checks={view.passed} />}
    </Section>
  )
}

function Passed({ id, checks }: { id: string; checks: CheckView[] }) {
  return (
    <ul id={id} className="fold">
      {checks.map((check) => (
        <li key={check.id} className="check">
          <StateMark mark={check.mark} />
          <span>{check.label}</span>
          <span className={`verdict ${check.mark}`}>{check.verdict}</span>
        </li>
      ))}
    </ul>
  )
}
