import { useRef, useState } from 'react'
import type { FromPanel, ScriptMove } from '../../messages.ts'
import type { ReadingView, ScriptView } from '../../views.ts'
import { Section } from '../section.tsx'
import { Choices } from './choices.tsx'
import { useSlash } from './keys.ts'
import { Reading } from './reading.tsx'
import { Search } from './search.tsx'
import { Walk } from './walk.tsx'

interface ScriptProps {
  script: ScriptView | null
  send(message: FromPanel): void
}

/** What stands in the section beside the script under way: a search, or something to read. */
type Beside = 'nothing' | 'search' | ReadingView

/** Scripts: the one under way, or the ones to choose from, with the search over both scripts and articles. */
export function Script({ script, send }: ScriptProps) {
  return script && <Shown key={script.keyShort} script={script} send={send} />
}

function Shown({ script, send }: { script: ScriptView; send: ScriptProps['send'] }) {
  const [beside, setBeside] = useState<Beside>('nothing')
  const field = useRef<HTMLInputElement>(null)
  const { keyShort, walk, words } = script
  useSlash(() => {
    setBeside((now) => (walk && now === 'nothing' ? 'search' : typeof now === 'object' ? 'search' : now))
    // Where it is only now being drawn, it takes the focus by itself.
    field.current?.focus()
  })
  const move = (move: ScriptMove) => send({ type: 'script', keyShort, move })
  const start = (scriptId: string) => {
    setBeside('nothing')
    move({ do: 'start', scriptId })
  }
  const searching = beside === 'search' || (!walk && beside === 'nothing')
  const another = (
    <button type="button" className="link small" aria-keyshortcuts="/" onClick={() => setBeside('search')}>
      {words.another} <span className="key">/</span>
    </button>
  )
  const walking = walk && beside === 'nothing'
  return (
    <Section
      title={words.title}
      hint={walking ? <ScriptName title={walk.title} line={walk.line} /> : ''}
      aside={walking && another}
    >
      {walking && <Walk key={walk.scriptId} walk={walk} words={words} move={move} />}
      {searching && (
        <Search
          field={field}
          words={words}
          focused={beside === 'search'}
          mayStart={keyShort !== ''}
          start={start}
          read={setBeside}
          leave={beside === 'search' && walk ? () => setBeside('nothing') : undefined}
        >
          <Choices script={script} start={start} read={setBeside} />
        </Search>
      )}
      {typeof beside === 'object' && (
        <Reading
          reading={beside}
          words={words}
          start={keyShort !== '' && beside.kind === 'script' ? start : undefined}
          leave={() => setBeside(walk ? 'nothing' : 'search')}
        />
      )}
    </Section>
  )
}

function ScriptName({ title, line }: { title: string; line: string }) {
  return (
    <>
      <b className="script-name">{title}</b> {line}
    </>
  )
}
