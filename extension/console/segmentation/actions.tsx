import { Button } from 'antd'
import { useState } from 'react'
import type { SegmentationRun, SegmentModel } from '../../../worker/contract/segmentation.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { moveSegmentation, startSegmentation } from '../api.ts'
import { inLanguage } from '../language.ts'
import { Ask } from '../lifecycle/ask.tsx'
import { mayApprove, mayWrite } from '../lifecycle/moves.ts'
import { useActing } from '../lifecycle/use-acting.ts'
import type { PageProps } from '../page.ts'

interface Acted extends Pick<PageProps, 'lang' | 'me'> {
  /** Looks again. */
  reload(): void
}

/** Starts a run, where none is under way. */
export function Start({ lang, me, model, busy, reload }: Acted & { model: SegmentModel; busy: boolean }) {
  const t = inLanguage(segmentationTexts, lang)
  const acting = useActing(lang)
  if (!mayWrite(me)) return null
  const start = async () => {
    await acting.act(() => startSegmentation(model))
    reload()
  }
  return (
    <Button disabled={busy || acting.busy} onClick={() => void start()}>
      {t.start}
    </Button>
  )
}

type Move = 'publish' | 'discard'

/** What this person can do with a run that computes or waits. */
export function Moves({ lang, me, run, reload }: Acted & { run: SegmentationRun }) {
  const t = inLanguage(segmentationTexts, lang)
  const [asking, setAsking] = useState<Move | null>(null)
  const { busy, act } = useActing(lang)
  const own = run.startedBy === me.subject
  const move = async (what: Move) => {
    await act(() => moveSegmentation(run.id, what))
    setAsking(null)
    reload()
  }
  const approves = run.state === 'preview' && mayApprove(me)
  const asked = {
    publish: { title: t.askPublish(run.id), detail: t.askPublishDetail, act: t.publish },
    discard: { title: t.askDiscard(run.id), detail: t.askDiscardDetail, act: t.discard, danger: true },
  }
  return (
    <>
      {approves && own && <span className="small dim">{t.own}</span>}
      {(mayWrite(me) || mayApprove(me)) && (
        <Button disabled={busy} onClick={() => setAsking('discard')}>
          {t.discard}
        </Button>
      )}
      {approves && (
        <Button type="primary" disabled={busy || own} onClick={() => setAsking('publish')}>
          {t.publish}
        </Button>
      )}
      {asking && (
        <Ask
          asked={asked[asking]}
          {...{ lang, busy }}
          answer={(said) => (said === null ? setAsking(null) : void move(asking))}
        />
      )}
    </>
  )
}
