import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Change, OPEN_STATES } from '../../../worker/contract/change.ts'
import { createChange, editChange, getChanges } from '../api.ts'
import type { Row } from '../content/rows.ts'
import { type Draft, type DraftText, type DraftView, openDraft } from './draft.ts'
import { keepDraft, keptDraft } from './kept.ts'

/** Pause in writing after which the edge is told. Milliseconds. */
const PAUSE = 1200

function delayed(): (save: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (save) => {
    clearTimeout(timer)
    timer = setTimeout(save, PAUSE)
  }
}

const findOpen =
  ({ kind, itemId }: Pick<Row, 'kind' | 'itemId'>) =>
  async (): Promise<Change | null> => {
    const { changes } = await getChanges()
    const open = (one: Change) => (OPEN_STATES as readonly string[]).includes(one.state)
    return changes.find((one) => one.kind === kind && one.itemId === itemId && open(one)) ?? null
  }

async function open(row: Row, blank: unknown, baseVersion: number): Promise<Draft> {
  const { kind, itemId, change } = row
  const item = { kind, itemId }
  const text: DraftText = change ?? { content: row.live ?? blank, notice: null, note: '' }
  const kept = await keptDraft(item)
  return openDraft(
    {
      ...{ item, change, kept },
      text: { content: text.content, notice: text.notice, note: text.note },
      baseVersion: change?.baseVersion ?? kept?.baseVersion ?? baseVersion,
    },
    {
      create: createChange,
      edit: editChange,
      find: findOpen(item),
      keep: (kept) => void keepDraft(item, kept),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
      later: delayed(),
    },
  )
}

/** The draft of one item; null until the browser has looked for what it kept. */
export function useDraft(row: Row, blank: unknown, baseVersion: number): Draft | null {
  const [draft, setDraft] = useState<Draft | null>(null)
  const { kind, itemId, change } = row
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once for an item; later looks are told to it below
  useEffect(() => {
    let gone = false
    void open(row, blank, baseVersion).then((opened) => gone || setDraft(opened))
    return () => {
      gone = true
    }
  }, [kind, itemId])
  useEffect(() => {
    if (draft && change) draft.moved(change)
  }, [draft, change])
  useEffect(() => {
    // Another page, or the window closed: what waits is sent at once.
    return () => void draft?.save()
  }, [draft])
  return draft
}

export const useDraftView = (draft: Draft): DraftView => useSyncExternalStore(draft.subscribe, draft.view)
