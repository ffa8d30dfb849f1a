import type { FromPanel } from '../messages.ts'
import type { DecidedView, PanelWords } from '../views.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { StateMark } from './mark.tsx'

interface HeaderProps {
  view: DecidedView
  words: PanelWords
  lang: string
  send(message: FromPanel): void
}

/** Who this is, in the bank's word for the group, how fresh, and what to know before trusting the rest. */
export function Header({ view, words, lang, send }: HeaderProps) {
  return (
    <>
      <header>
        <div className="row">
          <div className="names">
            <h1>{view.headline}</h1>
            {view.tags.map((tag) => (
              <span className="tag" key={tag}>
                {tag}
              </span>
            ))}
          </div>
          <LanguageSwitch label={words.language} lang={lang} send={send} />
        </div>
        <p className="row wrap header-facts small dim">
          <span>{view.onScreen}</span>
          <span>{view.freshness}</span>
        </p>
      </header>
      <Strips strips={view.strips} send={send} />
    </>
  )
}

function Strips({ strips, send }: Pick<DecidedView, 'strips'> & Pick<HeaderProps, 'send'>) {
  if (!strips.length) return null
  return (
    <div className="notices">
      {strips.map(({ tone, text, ask }) => (
        <p className={`notice ${tone}`} key={text}>
          <StateMark mark={tone} />
          {text}
          {ask && (
            <button type="button" className="link" onClick={() => send({ type: ask.type })}>
              {ask.label}
            </button>
          )}
        </p>
      ))}
    </div>
  )
}
