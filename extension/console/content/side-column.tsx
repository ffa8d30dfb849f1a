import { useMemo } from 'react'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { differences } from '../difference.ts'
import type { DraftView } from '../draft/draft.ts'
import type { Editing } from '../editors/context.ts'
import { inLanguage } from '../language.ts'
import { DifferenceList } from '../lifecycle/difference-list.tsx'
import { Review } from '../lifecycle/review.tsx'
import { PreviewPanel } from '../preview/panel.tsx'
import type { ItemProps } from './item-page.tsx'

/** What the maker says to the approver, and what agents will be told. */
function Said({ view, lang }: { view: DraftView; lang: ItemProps['lang'] }) {
  const t = inLanguage(lifecycleTexts, lang)
  const { note, notice } = view.text
  if (view.change?.state === 'draft' || (!note && !notice)) return null
  return (
    <section aria-label={t.note}>
      {note && (
        <>
          <h2>{t.note}</h2>
          <p>{note}</p>
        </>
      )}
      {notice && (
        <>
          <h2>{t.notice}</h2>
          <p>{inLanguage(notice.text, lang)}</p>
          <p className="small dim">{notice.urgent ? t.urgent : t.calm}</p>
        </>
      )}
    </section>
  )
}

/** Beside the editor: what the change would do, how it differs, and who has to agree. */
export function SideColumn({
  row,
  lang,
  me,
  playbook,
  view,
}: ItemProps & { view: DraftView; editing: Editing }) {
  const t = inLanguage(lifecycleTexts, lang)
  const { content } = view.text
  const found = useMemo(
    () => differences(row.live, content, { kind: row.kind, playbook: playbook.playbook, lang }),
    [row.live, row.kind, content, playbook, lang],
  )
  const title = t.difference(playbook.version)
  return (
    <aside className="con-side" aria-label={title}>
      <PreviewPanel kind={row.kind} itemId={row.itemId} {...{ content, lang, playbook }} />
      <section aria-label={title}>
        <h2>{title}</h2>
        {row.live === undefined ? (
          <p className="small dim">{t.isNew}</p>
        ) : (
          <DifferenceList found={found} lang={lang} />
        )}
      </section>
      <Said {...{ view, lang }} />
      <Review {...{ me, view, playbook, lang }} />
    </aside>
  )
}
