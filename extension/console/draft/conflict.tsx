import { Alert, Button } from 'antd'
import { useCallback } from 'react'
import type { Change } from '../../../worker/contract/change.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { getChange } from '../api.ts'
import type { Row } from '../content/rows.ts'
import { differences } from '../difference.ts'
import { inLanguage } from '../language.ts'
import { DifferenceList } from '../lifecycle/difference-list.tsx'
import type { PageProps } from '../page.ts'
import { momentIn } from '../shell/when.ts'
import { useLoad } from '../use-load.ts'
import type { Draft, DraftView } from './draft.ts'

interface Props extends Pick<PageProps, 'playbook'> {
  draft: Draft
  view: DraftView
  lang: Language
  row: Row
}

/** Two wrote at the same draft: who and when, how the texts differ, and which goes on. */
export function Conflict(props: Props) {
  const { theirs } = props.view
  return theirs && <Overtaken {...props} theirs={theirs} />
}

/** Who wrote last: of several writers the list of them does not tell. */
function useLastWriter({ id }: Change): string | null {
  const load = useCallback(() => getChange(id), [id])
  return useLoad(load).data?.steps.at(-1)?.by ?? null
}

function Overtaken({ draft, view, lang, playbook, row, theirs }: Props & { theirs: Change }) {
  const t = inLanguage(lifecycleTexts, lang)
  const { text } = view
  const who = useLastWriter(theirs) ?? t.somebody
  const when = momentIn(theirs.updatedAt, playbook.playbook.timeZone, lang)
  const found = differences(theirs.content, text.content, {
    kind: row.kind,
    playbook: playbook.playbook,
    lang,
  })
  return (
    <Alert
      type="error"
      title={t.conflict.title(who, when)}
      description={
        <>
          <p>{t.conflict.detail}</p>
          <h3>{t.conflict.mineTitle}</h3>
          <DifferenceList found={found} lang={lang} />
          <div className="row">
            <Button type="primary" onClick={() => draft.resolve('mine')}>
              {t.conflict.mine}
            </Button>
            <Button onClick={() => draft.resolve('theirs')}>{t.conflict.theirs}</Button>
          </div>
        </>
      }
    />
  )
}
