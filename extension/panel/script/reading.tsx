import { useEffect, useRef } from 'react'
import type { ReadingView, ScriptWords } from '../../views.ts'

interface ReadingProps {
  reading: ReadingView
  words: ScriptWords
  /** Absent where it is no script, or there is no customer to walk it with. */
  start: ((scriptId: string) => void) | undefined
  leave(): void
}

/** An article, or a script as a whole. */
export function Reading({ reading, words, start, leave }: ReadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something else is read
  useEffect(() => heading.current?.focus(), [reading])
  const { kind, itemId, title, about, parts, citation } = reading
  const back = (event: React.KeyboardEvent) => event.key === 'Escape' && leave()
  return (
    <article className="reading" onKeyDown={back}>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {about && <p className="small dim">{about}</p>}
      {parts.map(({ label, text }) => (
        <p key={label + text}>
          {label && <b>{label}　</b>}
          {text}
        </p>
      ))}
      {citation && <p className="small faint">{citation}</p>}
      <div className="row">
        {start && kind === 'script' && (
          <button type="button" className="btn primary" onClick={() => start(itemId)}>
            {words.start}
          </button>
        )}
        <button type="button" className="btn" onClick={leave}>
          <span className="key" aria-hidden="true">
            Esc
          </span>
          {words.close}
        </button>
      </div>
    </article>
  )
}
