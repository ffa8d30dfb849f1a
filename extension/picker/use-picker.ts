import { useEffect, useReducer, useRef, useState } from 'react'
import type { Screen } from '../../worker/contract/adapter.ts'
import { askFrames, problemOf } from './frames.ts'
import { keep, keptOf } from './kept.ts'
import { askedOf, type Event, INITIAL, reduce, type State } from './state.ts'

/** Pause between two looks at the page, while something is to be pointed at and else. Milliseconds. */
const QUICK = 250
const CALM = 700

/** What is known of a tab's page, looked at again and again as long as this page is open. */
export function usePicker(
  tab: number,
  screensOf: (state: State) => Screen[],
): { state: State; dispatch(event: Event): void } {
  const [state, dispatch] = useReducer(reduce, INITIAL)
  const latest = useRef({ state, screensOf })
  latest.current = { state, screensOf }
  const token = state.armed?.token
  const [takenUp, setTakenUp] = useState(false)
  useEffect(() => {
    void keptOf(tab).then((kept) => {
      dispatch({ type: 'taken-up', state: kept })
      setTakenUp(true)
    })
  }, [tab])
  const { picks, chosen, acts, visits, declined } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept when one of these has changed, not at every look
  useEffect(() => {
    if (takenUp) void keep(tab, state)
  }, [takenUp, picks, chosen, acts, visits, declined])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new pointing is told to the page at once
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const look = async () => {
      const { state, screensOf } = latest.current
      const asked = askedOf(state, screensOf(state))
      const event = await askFrames(tab, asked).then(
        (frames): Event => ({ type: 'told', frames }),
        async (): Promise<Event> => ({ type: 'failed', problem: await problemOf(tab) }),
      )
      if (over) return
      dispatch(event)
      timer = setTimeout(look, latest.current.state.armed ? QUICK : CALM)
    }
    void look()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [tab, token])
  return { state, dispatch }
}
