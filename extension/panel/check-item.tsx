import type { CheckView, PanelWords } from '../views.ts'
import { Explain } from './explain.tsx'
import { useFold } from './fold.tsx'
import { StateMark } from './mark.tsx'
import { InFull } from './masked.tsx'

/** What was found, which rule says so, and whether the bank has confirmed it. */
function Rule({ check, words, id }: { check: CheckView; words: PanelWords; id: string }) {
  const { finding, masked, citation, citationUrl, unverified, explain } = check
  return (
    <div className="more rule" id={id}>
      {finding && <p>{finding}</p>}
      <InFull all={masked} words={words} />
      <p>
        {citationUrl ? (
          <a href={citationUrl} target="_blank" rel="noreferrer">
            {citation}
          </a>
        ) : (
          citation
        )}
      </p>
      <Explain text={explain} words={words} />
      {unverified && <p className="faint">{words.unverified}</p>}
    </div>
  )
}

/** One check: mark, name, verdict, and what to do now unless it is a mere reminder; the rule opens below. */
export function CheckItem({ check, words }: { check: CheckView; words: PanelWords }) {
  const { open, id, button } = useFold()
  return (
    <li className="check">
      <StateMark mark={check.mark} />
      <button {...button} className="open">
        {check.label}
        <span className="unseen">{words.evidence}</span>
      </button>
      <span className={`verdict ${check.mark}`}>{check.verdict}</span>
      {check.detail && (open || check.mark !== 'remind') && <p className="more">{check.detail}</p>}
      {open && <Rule check={check} words={words} id={id} />}
    </li>
  )
}
