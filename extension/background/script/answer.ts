import type { FromPopup } from '../../messages.ts'
import { presentHit } from '../../present/found.ts'
import { presentReading } from '../../present/reading.ts'
import { showing } from '../../present/show.ts'
import { textsIn } from '../../texts/index.ts'
import type { FoundView, ReadingView } from '../../views.ts'
import type { AgentLanguage } from '../language.ts'
import { mayNotShow } from '../live/gone.ts'
import type { Services } from '../services.ts'

/** What a search finds, in words. */
export async function searchAnswer(
  services: Services,
  language: AgentLanguage,
  asked: string,
): Promise<FoundView> {
  const hits = await services.library.find(asked)
  const { current } = services.playbooks
  const show = current && showing(language, current, new Date())
  return {
    line: textsIn(language).script.found(hits.length),
    hits: show ? hits.map((hit) => presentHit(show, hit)) : [],
  }
}

/** A script or article to read, without anybody's facts; null where there is none, or it may be shown no more. */
export function readAnswer(
  { playbooks: { current } }: Services,
  language: AgentLanguage,
  { kind, itemId }: Extract<FromPopup, { type: 'read' }>,
): ReadingView | null {
  if (!current || mayNotShow(current.heard, kind, itemId)) return null
  return presentReading(showing(language, current, new Date()), kind, itemId)
}
