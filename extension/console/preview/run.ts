import type { ItemKind } from '../../../worker/contract/item.ts'
import {
  type PreviewCounts,
  PreviewFindings,
  type PreviewSample,
  PreviewStretch,
} from '../../../worker/contract/preview.ts'
import { addCounts, noCounts } from '../../../worker/decision/preview-counts.ts'
import type { EdgeRequest } from '../../messages.ts'
import { callEdge } from '../edge.ts'

/** Kinds of items that change what is decided for a customer; the rest is not worth counting a base for. */
const DECIDED: readonly ItemKind[] = ['segment', 'tip', 'check', 'parameter', 'shift']
export const isPreviewed = (kind: ItemKind): boolean => DECIDED.includes(kind)

/** What is previewed. */
export interface Previewed {
  kind: ItemKind
  itemId: string
  content: unknown
  /** Counted each for itself. */
  conditions: readonly string[]
}

/** How far a preview has come. */
export interface PreviewState {
  counts: PreviewCounts
  /** What `counts.conditions` counts, in order. */
  conditions: readonly string[]
  /** Customers in the base; null until that is known. */
  total: number | null
  samples: PreviewSample[]
  findings: PreviewFindings | null
  done: boolean
}

/** How the edge is asked; throws EdgeRefusal. */
export type Ask = typeof callEdge

/** Customers to look at. */
const SAMPLES = 3

const post = (path: string, body: unknown): EdgeRequest => ({ method: 'POST', path, body })

/**
 * Previews stretch by stretch and tells after each how far it is. Ends without a word when `signal` says so.
 * @throws EdgeRefusal
 */
export async function runPreview(
  { kind, itemId, content, conditions }: Previewed,
  tell: (state: PreviewState) => void,
  signal: AbortSignal,
  ask: Ask = callEdge,
): Promise<void> {
  const change = { kind, itemId, content }
  const findings = await ask(PreviewFindings, post('/v1/previews/findings', change))
  let state: PreviewState = {
    ...{ counts: noCounts(), conditions, total: null, samples: [], findings, done: false },
  }
  for (let after: string | null = ''; after !== null && !signal.aborted; ) {
    const wanted = { ...change, conditions, after, samples: SAMPLES - state.samples.length }
    const part: PreviewStretch = await ask(PreviewStretch, post('/v1/previews', wanted))
    if (signal.aborted) return
    after = part.next
    state = {
      ...state,
      counts: addCounts(state.counts, part.counts),
      total: part.total ?? state.total,
      samples: [...state.samples, ...part.samples],
      done: after === null,
    }
    tell(state)
  }
}
