import { useState } from 'react'
import { Adapter } from '../../worker/contract/adapter.ts'
import { useFold } from '../panel/fold.tsx'
import { StateMark } from '../panel/mark.tsx'
import { Section } from '../panel/section.tsx'
import { type DraftAdapter, draftOf, type Taught } from './draft.ts'
import { problemText } from './problem-text.ts'
import { healthOf } from './visits.ts'
import type { Words } from './words.ts'

/** The file, as soon as there is one, with what is known of how well it reads. */
export function AdapterPart({ taught, words }: { taught: Taught; words: Words }) {
  const { adapter, lacking } = draftOf(taught)
  const problem = adapter ? problemText(Adapter.safeParse(adapter).error) : ''
  return (
    <Section title={words.adapter.title}>
      {lacking && <p className="dim">{words.adapter.lacking[lacking]}</p>}
      {problem && (
        <p className="notice warn" role="alert">
          <StateMark mark="warn" />
          {words.adapter.invalid(problem)}
        </p>
      )}
      {adapter && <Score taught={taught} words={words} />}
      {adapter && !problem && <FileOut adapter={adapter} words={words} />}
    </Section>
  )
}

function Score({ taught: { visits, picks, chosen }, words }: { taught: Taught; words: Words }) {
  const { ok, total } = healthOf(visits, picks, chosen)
  return (
    <>
      <p className="row health">
        <StateMark mark={total === 0 ? 'none' : ok < total ? 'warn' : 'pass'} />
        <b>{words.adapter.health}</b>
        <span>{total ? `${Math.round((100 * ok) / total)} %` : ''}</span>
        <span className="dim">{words.record(ok, total)}</span>
      </p>
      {total < 2 && <p className="small dim">{words.adapter.unproven}</p>}
    </>
  )
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  URL.revokeObjectURL(address)
}

function FileOut({ adapter, words }: { adapter: DraftAdapter; words: Words }) {
  const { open, id, button } = useFold()
  const [done, setDone] = useState('')
  const text = `${JSON.stringify(adapter, null, 2)}\n`
  const name = `${adapter.id}.json`
  const save = () => {
    download(text, name)
    setDone(words.adapter.saved)
  }
  const copy = () => void navigator.clipboard.writeText(text).then(() => setDone(words.adapter.copied))
  return (
    <>
      <div className="row wrap ways">
        <button type="button" className="btn primary" onClick={save}>
          {words.adapter.download}
        </button>
        <button type="button" className="btn" onClick={copy}>
          {words.adapter.copy}
        </button>
        <button {...button} className="link small">
          {words.adapter.show}
        </button>
        <span role="status" className="small dim">
          {done}
        </span>
      </div>
      <p className="small dim">{words.adapter.run(name)}</p>
      <pre id={id} hidden={!open}>
        {text}
      </pre>
    </>
  )
}
