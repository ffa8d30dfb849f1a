import type { Change, ChangeEdit, ChangeNotice, NewChange } from '../../../worker/contract/change.ts'
import type { ItemRef } from '../../../worker/contract/item.ts'
import { EdgeRefusal } from '../edge.ts'
import { begin, type History, put, redo, undo } from './history.ts'

/** What a person writes at one item. */
export interface DraftText {
  content: unknown
  notice: ChangeNotice | null
  note: string
}

/** As it lies in the browser until the edge has it: a crash or a lost line costs nothing. */
export interface Kept {
  id: string
  /** Null: the edge has not taken the draft yet. */
  revision: number | null
  baseVersion: number
  text: DraftText
}

/** A draft as it stands. */
export interface DraftView {
  text: DraftText
  /** As the edge last had it; null before the first word. */
  change: Change | null
  state: 'same' | 'waiting' | 'saving' | 'failed'
  savedAt: Date | null
  refusal: EdgeRefusal | null
  /** Somebody else was quicker: what they wrote. */
  theirs: Change | null
  canUndo: boolean
  canRedo: boolean
}

/** What a draft needs of the world around. */
export interface DraftWays {
  create(change: NewChange): Promise<Change>
  edit(id: string, edit: ChangeEdit): Promise<Change>
  /** The open change of the item, whoever writes at it. */
  find(): Promise<Change | null>
  keep(kept: Kept | null): void
  now(): Date
  newId(): string
  /** Calls back after a pause, unless it is asked to again before. */
  later(save: () => void): void
}

export interface DraftStart {
  item: ItemRef
  text: DraftText
  change: Change | null
  baseVersion: number
  kept: Kept | null
}

export interface Draft {
  view(): DraftView
  subscribe(changed: () => void): () => void
  /** `place`: what in the text is written at; keys pressed there in one go are undone in one. */
  write(text: Partial<DraftText>, place?: string): void
  undo(): void
  redo(): void
  /** Sends what waits; resolves when the edge has it, or said why not. */
  save(): Promise<void>
  /** The edge has moved the change on. */
  moved(change: Change): void
  /** After a conflict: whose text goes on. */
  resolve(whose: 'mine' | 'theirs'): void
  /** The draft now stands on that version of the playbook. */
  rebase(version: number): void
}

const textOf = ({ content, notice, note }: Change): DraftText => ({ content, notice, note })
const same = (a: DraftText, b: DraftText): boolean => JSON.stringify(a) === JSON.stringify(b)
const asRefusal = (error: unknown) => (error instanceof EdgeRefusal ? error : new EdgeRefusal('no-answer'))
const OVERTAKEN = ['changed-meanwhile', 'change-open', 'not-in-this-state']

/** One item being written: kept in the browser at once, at the edge a moment later, with every state to go back to. */
export function openDraft(start: DraftStart, ways: DraftWays): Draft {
  const { item, kept } = start
  const listeners = new Set<() => void>()
  let { change, baseVersion } = start
  let id = change?.id ?? kept?.id ?? null
  let saved = start.text
  let history: History<DraftText> = begin(start.text)
  let saving: Promise<void> | null = null
  /** What went out since and was not answered: the edge may have it. */
  let sent: DraftText[] = []
  /** The text is the same, but what it stands on is not. */
  let moved = false
  let rest: Pick<DraftView, 'savedAt' | 'refusal' | 'theirs'> = { savedAt: null, refusal: null, theirs: null }
  const clean = () => !moved && same(history.now, saved)
  let view = look()

  function look(): DraftView {
    const { now: text, past, future } = history
    const idle = rest.refusal ? 'failed' : 'waiting'
    const state = saving ? 'saving' : clean() ? 'same' : idle
    return { text, change, state, ...rest, canUndo: past.length > 0, canRedo: future.length > 0 }
  }

  function tell(): void {
    view = look()
    for (const changed of listeners) changed()
  }

  function keep(): void {
    const text = history.now
    if (clean()) return ways.keep(null)
    id ??= ways.newId()
    ways.keep({ id, revision: change?.revision ?? null, baseVersion, text })
  }

  function step(next: History<DraftText>): void {
    history = next
    keep()
    ways.later(() => void save())
    tell()
  }

  async function send(text: DraftText): Promise<Change> {
    id ??= ways.newId()
    if (!change) return ways.create({ id, ...item, ...text, baseVersion } as NewChange)
    return ways.edit(change.id, { ...text, baseVersion, revision: change.revision } as ChangeEdit)
  }

  /** An answer that was lost on the way reads as a conflict with oneself. */
  async function overtaken(text: DraftText, refusal: EdgeRefusal): Promise<void> {
    const theirs = await ways.find().catch(() => null)
    const mine = [...sent, text].find((one) => theirs?.id === id && same(textOf(theirs), one))
    if (theirs && mine) return took(theirs, mine)
    rest = { ...rest, refusal, theirs }
  }

  function took(next: Change, text: DraftText): void {
    change = next
    id = next.id
    saved = text
    sent = []
    moved = false
    rest = { savedAt: ways.now(), refusal: null, theirs: null }
    keep()
  }

  async function sendAll(): Promise<void> {
    while (!clean()) {
      const text = history.now
      try {
        took(await send(text), text)
      } catch (error) {
        const refusal = asRefusal(error)
        rest = { ...rest, refusal: null }
        if (OVERTAKEN.includes(refusal.kind)) await overtaken(text, refusal)
        else rest = { ...rest, refusal }
        if (!refusal.problem) sent.push(text)
        if (rest.refusal) return
      }
    }
  }

  async function save(): Promise<void> {
    if (rest.theirs) return
    saving ??= sendAll().finally(() => {
      saving = null
      tell()
    })
    tell()
    return saving
  }

  function adopt(next: Change): void {
    change = next
    id = next.id
    baseVersion = next.baseVersion
    saved = textOf(next)
    moved = false
  }

  function restore(): void {
    if (!kept || same(kept.text, saved)) return
    // What the browser kept was written on an older state: the edge decides who was quicker.
    if (change && kept.revision !== change.revision) rest = { ...rest, theirs: change }
    history = put(history, kept.text, 0)
    ways.later(() => void save())
    view = look()
  }

  restore()
  return {
    view: () => view,
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    write: (text, place) => step(put(history, { ...history.now, ...text }, ways.now().getTime(), place)),
    undo: () => step(undo(history)),
    redo: () => step(redo(history)),
    save,
    moved(next) {
      if (change && next.id === change.id && next.revision <= change.revision) return
      if (!clean()) return
      adopt(next)
      if (!same(history.now, saved)) history = begin(saved)
      tell()
    },
    resolve(whose) {
      const { theirs } = rest
      if (!theirs) return
      adopt(theirs)
      rest = { ...rest, refusal: null, theirs: null }
      step(whose === 'mine' ? history : put(history, saved, ways.now().getTime()))
    },
    rebase(version) {
      baseVersion = version
      moved = true
      step(history)
    },
  }
}
