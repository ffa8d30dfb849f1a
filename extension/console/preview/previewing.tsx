import { createContext, type ReactNode, useCallback, useContext } from 'react'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { countedConditions } from '../condition/counted.ts'
import type { Previewed } from './run.ts'
import { type PreviewRun, usePreview } from './use-preview.ts'

const PreviewContext = createContext<PreviewRun | null>(null)

/** What is being counted of the item at hand; null where nothing is. */
export const usePreviewed = (): PreviewRun | null => useContext(PreviewContext)

/** Counts for everything in it: the numbers beside the lines and those beside the editor are of one count. */
export function Previewing({
  kind,
  itemId,
  content,
  playbook,
  children,
}: Omit<Previewed, 'conditions'> & { playbook: Playbook; children: ReactNode }) {
  const conditions = useCallback(
    (content: unknown) => countedConditions(kind, content, playbook),
    [kind, playbook],
  )
  return <PreviewContext value={usePreview({ kind, itemId, content }, conditions)}>{children}</PreviewContext>
}

/** How many customers a condition holds; `pending` while that is being counted, null where it is not. */
export function countOf(
  { state, refusal, running, settled }: Pick<PreviewRun, 'state' | 'refusal' | 'running' | 'settled'>,
  text: string,
): number | 'pending' | null {
  if (refusal) return null
  const count = state?.done ? state.counts.conditions[state.conditions.indexOf(text)] : undefined
  if (count !== undefined) return count
  return running || !settled ? 'pending' : null
}
