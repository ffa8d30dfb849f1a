import { StateMark } from '../panel/mark.tsx'
import { Section } from '../panel/section.tsx'
import type { State } from './state.ts'
import type { Target } from './types.ts'
import { healthOf } from './visits.ts'
import type { Words } from './words.ts'

/** So many customers, and what reads the same on all of them is not there by chance. */
const ENOUGH = 3

interface PagesProps {
  state: State
  words: Words
  label(target: Target): string
}

/** The customers on whose pages everything was tried. They are shown here and kept nowhere. */
export function Pages({ state: { visits, picks, chosen }, words, label }: PagesProps) {
  const { fails } = healthOf(visits, picks, chosen)
  const missing = ENOUGH - visits.length
  return (
    <Section title={words.pages.title}>
      {visits.length === 0 && <p className="dim">{words.pages.none}</p>}
      <ol className="visits">
        {visits.map(({ number, name }, page) => {
          const here = fails.filter((fail) => fail.page === page)
          return (
            <li key={`${number}${name}`}>
              <StateMark mark={here.length ? 'warn' : 'pass'} />
              <span>
                {number ?? words.pages.unnumbered} {name || words.pages.unnamed}
              </span>
              <span className="small dim">
                {here
                  .map(({ pick, why }) => words.test.judged(label(pick.target), words.failures[why]))
                  .join(' · ') || words.pages.fine}
              </span>
            </li>
          )
        })}
      </ol>
      {visits.length > 0 && missing > 0 && <p className="small">{words.pages.more(missing)}</p>}
    </Section>
  )
}
