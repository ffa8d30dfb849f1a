import { useEffect, useState } from 'react'
import type { Language } from '../../worker/contract/text.ts'
import { ownWords, presentOwn } from '../present/own.ts'
import type { OwnView } from '../views.ts'
import { ask } from './ask.ts'
import { useFold } from './fold.tsx'

/** Asks once it is in sight; each time it is opened, anew. */
function Figures({ lang }: { lang: Language }) {
  const [view, setView] = useState<OwnView | null>(null)
  useEffect(() => {
    let gone = false
    void ask({ type: 'own-results' })
      .then(presentOwn, () => presentOwn({ lang, why: 'no-answer' }))
      .then((view) => gone || setView(view))
    return () => {
      gone = true
    }
  }, [lang])
  return (
    <>
      <dl className="own">
        {view?.lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="small dim" role="status">
        {view ? view.note : ownWords(lang).loading}
      </p>
    </>
  )
}

/** What the agent made of this week's tips: theirs to see first. */
export function OwnWeek({ lang }: { lang: Language }) {
  const { open, id, button } = useFold()
  const { title } = ownWords(lang)
  return (
    <section aria-label={title}>
      <h2>
        <button {...button} className="link">
          {title}
        </button>
      </h2>
      <div id={id}>{open && <Figures lang={lang} />}</div>
    </section>
  )
}
