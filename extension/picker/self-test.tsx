import { useId } from 'react'
import { Adapter, type Screen } from '../../worker/contract/adapter.ts'
import { useFold } from '../panel/fold.tsx'
import { StateMark } from '../panel/mark.tsx'
import { Section } from '../panel/section.tsx'
import { conditionsHold, failing, worthOf } from './outcome.ts'
import { problemText } from './problem-text.ts'
import type { Judged, Told } from './types.ts'
import type { Words } from './words.ts'

/** An adapter that is tested instead of the draft; null with the reason where the file is none. */
export interface TestedFile {
  name: string
  adapter: Adapter | null
  problem: string
}

async function readFile(file: File): Promise<TestedFile> {
  try {
    const read = Adapter.safeParse(JSON.parse(await file.text()))
    return { name: file.name, adapter: read.data ?? null, problem: problemText(read.error) }
  } catch (error) {
    return { name: file.name, adapter: null, problem: String(error) }
  }
}

interface SelfTestProps {
  screens: Screen[]
  frames: Told[]
  words: Words
  file: TestedFile | null
  setFile(file: TestedFile | null): void
}

/** Says screen by screen and step by step what holds on the page at hand, and why the rest does not. */
export function SelfTest({ screens, frames, words, file, setFile }: SelfTestProps) {
  const { test } = words
  return (
    <Section title={test.title}>
      {file && <p className="small">{test.of(file.name)}</p>}
      {file?.problem && (
        <p className="notice warn">
          <StateMark mark="warn" />
          {test.unreadable(file.problem)}
        </p>
      )}
      {screens.length === 0 && !file && <p className="dim">{test.none}</p>}
      <ul>
        {screens.map((screen, at) => (
          <ScreenTest key={screen.id} screen={screen} judged={best(frames, at)} words={words} />
        ))}
      </ul>
      <FileChoice words={words} setFile={setFile} />
      {file && (
        <button type="button" className="link small" onClick={() => setFile(null)}>
          {test.back}
        </button>
      )}
    </Section>
  )
}

/** The frame in which most of a screen holds. */
const best = (frames: Told[], at: number): Judged[] =>
  frames.map(({ judged }) => judged[at] ?? []).toSorted((a, b) => worthOf(b) - worthOf(a))[0] ?? []

function FileChoice({ words, setFile }: Pick<SelfTestProps, 'words' | 'setFile'>) {
  const id = useId()
  return (
    <p className="row wrap">
      <label htmlFor={id}>{words.test.open}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        onChange={({ target: { files } }) => {
          const [chosen] = files ?? []
          if (chosen) void readFile(chosen).then(setFile)
        }}
      />
    </p>
  )
}

function ScreenTest({ screen, judged, words }: { screen: Screen; judged: Judged[]; words: Words }) {
  const { open, id, button } = useFold()
  const { test } = words
  const here = conditionsHold(judged)
  const fails = failing(judged).length
  const outcome = !here ? test.absent : fails ? test.fails(fails) : test.holds
  return (
    <li className="screen-test">
      <p className="row">
        <StateMark mark={!here ? 'none' : fails ? 'warn' : 'pass'} />
        <button {...button} className="link">
          <b>{screen.id}</b>
        </button>
        <span className="small dim">{outcome}</span>
      </p>
      <ul id={id}>
        {open && judged.map((one) => <Step key={one.part + one.name + one.what} step={one} words={words} />)}
      </ul>
    </li>
  )
}

function Step({ step: { part, name, what, why }, words: { test } }: { step: Judged; words: Words }) {
  const where = name ? `${test.parts[part]} ${name}` : test.parts[part]
  return (
    <li className="small step-test">
      <StateMark mark={why ? 'warn' : 'pass'} />
      <span>
        {where} <code>{what}</code>
      </span>
      <span className={why ? 'fail' : 'dim'}>{why ? test.whys[why] : test.ok}</span>
    </li>
  )
}
