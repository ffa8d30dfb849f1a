import { useCallback, useEffect, useRef, useState } from 'react'
import { EdgeRefusal } from '../edge.ts'
import { type Previewed, type PreviewState, runPreview } from './run.ts'

/** A pause in writing after which it is worth asking. Milliseconds. */
const REST = 700

interface Run {
  state: PreviewState | null
  refusal: EdgeRefusal | null
  running: boolean
  /** Milliseconds that the last whole preview took. */
  took: number | null
  /** The content that was asked about, as text. */
  asked: string | null
}

export interface PreviewRun extends Omit<Run, 'asked'> {
  /** What was asked about is what is written now. */
  settled: boolean
  cancel(): void
  again(): void
}

const idle: Run = { state: null, refusal: null, running: false, took: null, asked: null }

const asRefusal = (error: unknown) => (error instanceof EdgeRefusal ? error : new EdgeRefusal('no-answer'))

/** Previews what is given, anew whenever it changes and the writing rests. @param conditions must stay the same */
export function usePreview(
  { kind, itemId, content }: Omit<Previewed, 'conditions'>,
  conditions: (content: unknown) => readonly string[],
): PreviewRun {
  const [{ asked, ...run }, setRun] = useState(idle)
  const [turn, setTurn] = useState(0)
  const stop = useRef<AbortController | null>(null)
  // By its text: an editor hands out a new object at every look.
  const text = JSON.stringify(content)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks the same again.
  useEffect(() => {
    const control = new AbortController()
    stop.current = control
    const wait = setTimeout(async () => {
      const start = performance.now()
      const set = (change: Partial<Run>) => control.signal.aborted || setRun((now) => ({ ...now, ...change }))
      set({ refusal: null, running: true, state: null, asked: text })
      const content: unknown = JSON.parse(text)
      const change = { kind, itemId, content, conditions: conditions(content) }
      await runPreview(change, (state) => set({ state }), control.signal).then(
        () => set({ running: false, took: performance.now() - start }),
        (error) => set({ running: false, refusal: asRefusal(error) }),
      )
    }, REST)
    return () => {
      clearTimeout(wait)
      control.abort()
    }
  }, [kind, itemId, text, turn, conditions])
  const cancel = useCallback(() => {
    stop.current?.abort()
    setRun((now) => ({ ...now, running: false }))
  }, [])
  return { ...run, settled: asked === text, cancel, again: () => setTurn((now) => now + 1) }
}
