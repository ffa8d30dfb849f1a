import { useCallback, useEffect, useRef, useState } from 'react'
import { EdgeRefusal } from '../edge.ts'
import { type Previewed, type PreviewState, runPreview } from './run.ts'

/** A pause in writing after which it is worth asking. Milliseconds. */
const REST = 700

export interface PreviewRun {
  state: PreviewState | null
  refusal: EdgeRefusal | null
  running: boolean
  /** Milliseconds that the last whole preview took. */
  took: number | null
  cancel(): void
  again(): void
}

const idle = { state: null, refusal: null, running: false, took: null }

/** Previews what is given, anew whenever it changes and the writing rests. */
export function usePreview({ kind, itemId, content }: Previewed): PreviewRun {
  const [run, setRun] = useState<Omit<PreviewRun, 'cancel' | 'again'>>(idle)
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
      const set = (change: Partial<PreviewRun>) =>
        control.signal.aborted || setRun((now) => ({ ...now, ...change }))
      set({ refusal: null, running: true, state: null })
      const change = { kind, itemId, content: JSON.parse(text) }
      await runPreview(change, (state) => set({ state }), control.signal).then(
        () => set({ running: false, took: performance.now() - start }),
        (error) =>
          set({
            running: false,
            refusal: error instanceof EdgeRefusal ? error : new EdgeRefusal('no-answer'),
          }),
      )
    }, REST)
    return () => {
      clearTimeout(wait)
      control.abort()
    }
  }, [kind, itemId, text, turn])
  const cancel = useCallback(() => {
    stop.current?.abort()
    setRun((now) => ({ ...now, running: false }))
  }, [])
  return { ...run, cancel, again: () => setTurn((now) => now + 1) }
}
