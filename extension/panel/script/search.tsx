import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { FoundView, ReadingView, ScriptWords } from '../../views.ts'
import { ask } from '../ask.ts'
import { openReading } from './choices.tsx'

interface SearchProps {
  field: RefObject<HTMLInputElement | null>
  words: ScriptWords
  /** Takes the focus when it appears. */
  focused: boolean
  /** A customer is on the screen: a script found is begun, else read. */
  mayStart: boolean
  start(scriptId: string): void
  read(reading: ReadingView): void
  /** Absent where there is nothing to go back to. */
  leave: (() => void) | undefined
  /** In place of results while nothing is asked. */
  children: ReactNode
}

type Hit = FoundView['hits'][number]

interface Found {
  /** `null`: nothing is asked, or nothing has been found yet. */
  found: FoundView | null
  failed: boolean
  /** What is found is still that of the words before. */
  due: boolean
}

/** What is found for the words typed last. */
function useFound(asked: string): Found {
  const [answer, setAnswer] = useState<{ asked: string; found: FoundView | null } | null>(null)
  const text = asked.trim()
  useEffect(() => {
    if (!text) return
    let over = false
    const take = (found: FoundView | null) => over || setAnswer({ asked: text, found })
    ask({ type: 'search', asked: text }).then(take, () => take(null))
    return () => {
      over = true
    }
  }, [text])
  if (!text) return { found: null, failed: false, due: false }
  const due = answer?.asked !== text
  // While the next answer is on its way the one before stands: results that blink cannot be read.
  return { found: answer?.found ?? null, failed: !due && !answer.found, due }
}

/** Enter, pressed before what is in the field has been found, waits for that. */
function useWaiting(due: boolean, hits: readonly Hit[], open: (hit: Hit) => void) {
  const waits = useRef(false)
  useEffect(() => {
    if (due || !waits.current) return
    waits.current = false
    if (hits[0]) open(hits[0])
  })
  return {
    wait: () => {
      waits.current = true
    },
    /** The words are others now, or the agent is elsewhere. */
    giveUp: () => {
      waits.current = false
    },
  }
}

const keys = { ArrowDown: 1, ArrowUp: -1 } as const

/** A field over scripts and articles: arrows choose, Enter opens, Escape empties it and then goes back. */
export function Search({ field, words, focused, mayStart, start, read, leave, children }: SearchProps) {
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const { found, failed, due } = useFound(asked)
  const id = useId()
  const hits = found?.hits ?? []
  const chosen = Math.min(at, hits.length - 1)
  useEffect(() => {
    if (focused) field.current?.focus()
  }, [focused, field])
  const open = ({ kind, itemId }: Hit) => {
    if (kind === 'script' && mayStart) start(itemId)
    else openReading(kind, itemId, read)
  }
  const { wait, giveUp } = useWaiting(due, hits, open)
  const type = (words: string) => {
    giveUp()
    setAsked(words)
    setAt(0)
  }
  const goBack = () => (asked ? type('') : leave?.())
  const press = (event: KeyboardEvent) => {
    const step = keys[event.key as keyof typeof keys]
    const hit = hits[chosen]
    // Enter that ends a word of an input method is no choice.
    if (event.nativeEvent.isComposing) return
    if (step && hits.length) due || setAt((chosen + step + hits.length) % hits.length)
    else if (event.key === 'Enter' && due) wait()
    else if (event.key === 'Enter' && hit) open(hit)
    else if (event.key === 'Escape') goBack()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className="find">
      <div className="row">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={words.search}
          aria-expanded={hits.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={hits.length ? `${id}-${chosen}` : undefined}
          aria-keyshortcuts="/"
          placeholder={words.search}
          autoComplete="off"
          spellCheck={false}
          value={asked}
          onChange={({ target }) => type(target.value)}
          onBlur={giveUp}
          onKeyDown={press}
        />
        <span className="key" aria-hidden="true">
          {focused || asked ? 'Esc' : '/'}
        </span>
      </div>
      <p className="unseen" role="status">
        {asked.trim() ? (failed ? words.failed : (found?.line ?? '')) : ''}
      </p>
      <div id={id} role="listbox" aria-label={words.search} className="found" hidden={!hits.length}>
        {hits.map((hit, index) => (
          <Found
            key={hit.kind + hit.itemId}
            id={`${id}-${index}`}
            hit={hit}
            chosen={index === chosen}
            open={() => open(hit)}
          />
        ))}
      </div>
      {failed && <p className="dim">{words.failed}</p>}
      {asked.trim() && found && !hits.length && <p className="dim">{words.nothing}</p>}
      {!asked.trim() && children}
    </search>
  )
}

function Marked({ parts }: { parts: Hit['title'] }) {
  return parts.map(({ text, hit }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
    hit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  )
}

interface FoundProps {
  id: string
  hit: Hit
  chosen: boolean
  open(): void
}

/** The field keeps the focus: keys choose there, a press here. */
function Found({ id, hit, chosen, open }: FoundProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: named by the field as the active one
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      onClick={open}
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className="row">
        <span className="one">
          <Marked parts={hit.title} />
        </span>
        <span className="small dim">{hit.kindLabel}</span>
      </span>
      <span className="quote">
        <Marked parts={hit.quote} />
      </span>
    </div>
  )
}
