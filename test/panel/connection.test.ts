import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ForPanel, FromPanel, PanelSaid } from '../../extension/messages.ts'
import { PanelConnection } from '../../extension/panel/connection.ts'

/** A line, as the background has its end. */
class Line {
  readonly heard: PanelSaid[] = []
  open = true
  #hear: (message: ForPanel) => void = () => {}
  #lost: () => void = () => {}
  readonly port = {
    onMessage: {
      addListener: (hear: (message: ForPanel) => void) => {
        this.#hear = hear
      },
    },
    onDisconnect: {
      addListener: (lost: () => void) => {
        this.#lost = lost
      },
    },
    // To a worker that is dying nothing comes, and nobody says so.
    postMessage: (said: PanelSaid) => void (this.open && this.heard.push(said)),
    disconnect: () => this.die(),
  }
  view = () => this.#hear({ type: 'view' } as ForPanel)
  done = (id: string | undefined) => this.#hear({ type: 'done', id: id ?? '' })
  die() {
    this.open = false
  }
  lose() {
    this.open = false
    this.#lost()
    vi.runAllTimers()
  }
  get steps() {
    return this.heard.map(({ message }) => (message as { stepId: string }).stepId)
  }
}

const step = (stepId: string): FromPanel => ({ type: 'step', keyShort: 'bf02', stepId })
let lines: Line[]
const line = () => lines.at(-1) as Line

beforeEach(() => {
  lines = []
  vi.useFakeTimers()
  const connect = () => {
    lines.push(new Line())
    return line().port
  }
  vi.stubGlobal('chrome', { runtime: { connect } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('what is said before the background has told whom it shows waits for that', () => {
  const panel = new PanelConnection(1, () => {})
  panel.send(step('a'))
  expect(line().steps).toEqual([])
  line().view()
  panel.send(step('b'))
  expect(line().steps).toEqual(['a', 'b'])
})

it('what was not done when the worker stopped is said again under its id, in order, and nothing else', () => {
  const panel = new PanelConnection(1, () => {})
  line().view()
  for (const id of ['a', 'b', 'c']) panel.send(step(id))
  const [, b, c] = line().heard
  line().done(line().heard[0]?.id)
  line().die()
  panel.send(step('d'))
  line().lose()
  expect(line().heard).toEqual([])
  line().view()
  expect(line().steps).toEqual(['b', 'c', 'd'])
  expect(line().heard.slice(0, 2)).toEqual([b, c])
  for (const { id } of line().heard) line().done(id)
  line().lose()
  line().view()
  expect(line().steps).toEqual([])
})

it('says when the line stands again, and not when it first stands or nobody listens any more', () => {
  const again = vi.fn()
  const panel = new PanelConnection(1, () => {}, again)
  line().view()
  expect(again).not.toHaveBeenCalled()
  line().lose()
  expect(again).toHaveBeenCalledOnce()
  panel.send(step('a'))
  panel.close()
  line().lose()
  expect(again).toHaveBeenCalledOnce()
})

it('closed, it takes nothing, and ends once what was said is done', () => {
  const taken: string[] = []
  const panel = new PanelConnection(1, ({ type }) => void taken.push(type))
  line().view()
  panel.send(step('a'))
  panel.close()
  expect(line().open).toBe(true)
  line().lose()
  line().view()
  expect(taken).toEqual(['view'])
  line().done(line().heard[0]?.id)
  expect(line().open).toBe(false)
  line().lose()
  expect(lines).toHaveLength(2)
})
