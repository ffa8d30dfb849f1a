import { beforeEach, describe, expect, test } from 'vitest'
import { type Draft, type DraftStart, type Kept, openDraft } from '../../extension/console/draft/draft.ts'
import { begin, put, redo, undo } from '../../extension/console/draft/history.ts'
import { EdgeRefusal } from '../../extension/console/edge.ts'
import type { Change, ChangeEdit } from '../../worker/contract/change.ts'
import { changes } from './story.ts'

const [template] = changes
if (!template) throw new Error('the story has a draft')
const problem = (kind: string) =>
  new EdgeRefusal('problem', {
    ...{ type: `urn:problem-type:fineline:${kind}`, title: kind, status: 409, detail: '', remedy: '' },
  })

/** An edge with one change, as it would answer. */
class Edge {
  change: Change | null = null
  down = false
  /** Answers that get lost on their way back. */
  losing = 0
  readonly bases: number[] = []

  put(
    by: string,
    edit: Pick<ChangeEdit, 'content' | 'notice' | 'note' | 'baseVersion'>,
    id?: string,
  ): Change {
    const revision = (this.change?.revision ?? 0) + 1
    const { content, notice, note, baseVersion } = edit
    this.bases.push(baseVersion)
    const editors = [...new Set([...(this.change?.editors ?? []), by])]
    this.change = {
      ...(template as Change),
      ...{ id: id ?? this.change?.id ?? 'other', content, notice, note, baseVersion, revision, editors },
    }
    return this.change
  }

  answer(change: Change): Change {
    if (this.losing-- > 0) throw new EdgeRefusal('unreachable')
    return change
  }
}

let edge: Edge
let kept: Kept | null
let later: (() => void) | null
let clock: number

const open = (part: Partial<DraftStart> = {}): Draft =>
  openDraft(
    {
      ...{ item: { kind: 'tip', itemId: 'x' }, change: null, baseVersion: 128, kept: null },
      text: { content: 'a', notice: null, note: '' },
      ...part,
    },
    {
      create: async (change) => {
        if (edge.down) throw new EdgeRefusal('unreachable')
        if (edge.change && edge.change.id !== change.id) throw problem('change-open')
        if (edge.change) throw problem('changed-meanwhile')
        return edge.answer(edge.put('me', change, change.id))
      },
      edit: async (_, edit) => {
        if (edge.down) throw new EdgeRefusal('unreachable')
        if (edit.revision !== edge.change?.revision) throw problem('changed-meanwhile')
        return edge.answer(edge.put('me', edit))
      },
      find: async () => edge.change,
      keep: (next) => {
        kept = next
      },
      now: () => {
        clock += 1000
        return new Date(clock)
      },
      newId: () => 'mine',
      later: (save) => {
        later = save
      },
    },
  )

beforeEach(() => {
  edge = new Edge()
  kept = null
  later = null
  clock = 0
})

describe('a draft', () => {
  test('lies in the browser at the first word and at the edge a moment later', async () => {
    const draft = open()
    draft.write({ content: 'b' })
    expect(kept).toMatchObject({ id: 'mine', revision: null, text: { content: 'b' } })
    expect(later).not.toBeNull()
    await draft.save()
    expect(edge.change).toMatchObject({ id: 'mine', content: 'b', revision: 1 })
    expect(kept).toBeNull()
    expect(draft.view()).toMatchObject({ state: 'same', refusal: null })
  })

  test('what is written while it is being sent goes too', async () => {
    const draft = open()
    draft.write({ content: 'b' })
    const saving = draft.save()
    draft.write({ content: 'c' })
    await saving
    expect(edge.change).toMatchObject({ content: 'c', revision: 2 })
  })

  test('costs nothing while the line is down, nor over a new start', async () => {
    const draft = open()
    edge.down = true
    draft.write({ content: 'b' })
    await draft.save()
    expect(draft.view()).toMatchObject({ state: 'failed' })
    edge.down = false
    const again = open({ kept })
    expect(again.view().text.content).toBe('b')
    await again.save()
    expect(edge.change).toMatchObject({ id: 'mine', content: 'b', revision: 1 })
  })

  test('an answer that was lost is no conflict with oneself', async () => {
    const draft = open()
    edge.losing = 1
    draft.write({ content: 'b' })
    await draft.save()
    expect(draft.view().state).toBe('failed')
    await draft.save()
    expect(draft.view()).toMatchObject({ state: 'same', theirs: null, change: { revision: 1 } })
  })

  test.each([0, 1])('nor is it after more was written meanwhile, saved %i times before', async (saves) => {
    const draft = open()
    for (let at = 0; at < saves; at += 1) {
      draft.write({ content: `before ${at}` })
      await draft.save()
    }
    edge.losing = 2
    for (const content of ['b', 'c']) {
      draft.write({ content })
      await draft.save()
    }
    draft.write({ content: 'd' })
    await draft.save()
    expect(draft.view()).toMatchObject({ state: 'same', theirs: null, text: { content: 'd' } })
    expect(edge.change).toMatchObject({ content: 'd', editors: ['me'] })
  })

  test.each(['mine', 'theirs'] as const)(
    'two writers: nothing is overwritten before one chooses (%s)',
    async (whose) => {
      const draft = open()
      draft.write({ content: 'b' })
      await draft.save()
      edge.put('other', { content: 'o', notice: null, note: '', baseVersion: 128 })
      draft.write({ content: 'c' })
      await draft.save()
      expect(edge.change?.content).toBe('o')
      expect(draft.view()).toMatchObject({ theirs: { content: 'o', revision: 2 }, text: { content: 'c' } })
      await draft.save()
      expect(edge.change?.revision).toBe(2)
      draft.resolve(whose)
      await draft.save()
      expect(edge.change?.content).toBe(whose === 'mine' ? 'c' : 'o')
      expect(draft.view()).toMatchObject({ theirs: null, state: 'same' })
      draft.undo()
      if (whose === 'theirs') expect(draft.view().text.content).toBe('c')
    },
  )

  test('somebody who began at the same time is a conflict too', async () => {
    edge.put('other', { content: 'o', notice: null, note: '', baseVersion: 128 })
    const draft = open()
    draft.write({ content: 'b' })
    await draft.save()
    expect(draft.view().theirs).toMatchObject({ content: 'o' })
    draft.resolve('mine')
    await draft.save()
    expect(edge.change).toMatchObject({ id: 'other', content: 'b', editors: ['other', 'me'] })
  })

  test('what another wrote appears where nothing of mine waits', () => {
    const draft = open()
    draft.moved(edge.put('other', { content: 'o', notice: null, note: '', baseVersion: 128 }))
    expect(draft.view()).toMatchObject({ text: { content: 'o' }, state: 'same' })
  })

  test('takes another playbook as its base', async () => {
    const draft = open()
    draft.write({ content: 'b' })
    await draft.save()
    draft.rebase(129)
    await draft.save()
    expect(edge.bases).toEqual([128, 129])
    expect(draft.view().state).toBe('same')
  })

  test('goes back and forth, and the edge with it', async () => {
    const draft = open()
    draft.write({ content: 'b' })
    draft.write({ content: 'c' })
    draft.undo()
    await draft.save()
    expect(edge.change?.content).toBe('b')
    draft.redo()
    await draft.save()
    expect(edge.change?.content).toBe('c')
    draft.undo()
    draft.undo()
    expect(draft.view()).toMatchObject({ text: { content: 'a' }, canUndo: false, canRedo: true })
  })
})

describe('states of a text', () => {
  test('keys pressed in one go are one state', () => {
    const typed = ['a', 'ab', 'abc'].reduce((all, text, at) => put(all, text, 10_000 + at * 100), begin(''))
    expect(undo(typed).now).toBe('')
    const paused = put(typed, 'abcd', 20_000)
    expect(undo(paused).now).toBe('abc')
  })

  test('another place is another state, however quick', () => {
    const two = put(put(begin(''), 'a', 0, 'say.zh'), 'ab', 10, 'say.en')
    expect(undo(two).now).toBe('a')
  })

  test('writing after going back begins another future', () => {
    const two = put(put(begin('a'), 'b', 0), 'c', 5000)
    const other = put(undo(two), 'd', 10_000)
    expect(redo(other)).toBe(other)
    expect(undo(other).now).toBe('b')
  })

  test('nothing lies before the beginning and after the end', () => {
    const one = begin('a')
    expect(undo(one)).toBe(one)
    expect(redo(one)).toBe(one)
  })
})
