import { Alert, Button, Progress } from 'antd'
import { useMemo } from 'react'
import type { NumberedPlaybook, Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { compilePlaybook } from '../../../worker/decision/compile.ts'
import { withItem } from '../../../worker/decision/items.ts'
import { previewTexts } from '../../texts/console/preview.ts'
import { inLanguage } from '../language.ts'
import { Counts } from './counts.tsx'
import { Findings } from './findings.tsx'
import { namingIn } from './naming.ts'
import { usePreviewed } from './previewing.tsx'
import type { Previewed } from './run.ts'
import { Why } from './why.tsx'
import './preview.css'

type Change = Omit<Previewed, 'conditions'>
type Given = Change & { lang: Language; playbook: NumberedPlaybook }

/** The playbook with the change in it; null while the content is no such item yet. */
function compiledWith(playbook: Playbook, { kind, itemId, content }: Change) {
  try {
    return compilePlaybook(withItem(playbook, { kind, itemId, content }))
  } catch {
    return null
  }
}

/** What the change would do to the customers, counted while it is written. */
export function PreviewPanel({ kind, itemId, content, lang, playbook }: Given) {
  const t = inLanguage(previewTexts, lang)
  const run = usePreviewed()
  const state = run?.state
  // What was counted belongs to the content of then: it is compiled once a preview, not at every key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const compiled = useMemo(
    () => (state?.done ? compiledWith(playbook.playbook, { kind, itemId, content }) : null),
    [state?.done, playbook],
  )
  const naming = namingIn(compiled?.playbook ?? playbook.playbook, lang)
  if (!run) return null
  const { refusal, running, took, cancel, again } = run
  const item = { kind, itemId }
  const done = state?.counts.customers ?? 0
  const count = (value: number) => value.toLocaleString(lang)
  return (
    <section className="con-preview" aria-label={t.title} aria-busy={running}>
      {refusal && (
        <Alert
          type="info"
          title={
            refusal.kind === 'preview-refused' ? t.unusable : (refusal.problem?.detail ?? refusal.message)
          }
          action={
            <Button size="small" onClick={again}>
              {t.again}
            </Button>
          }
        />
      )}
      {running && (
        <div className="row" role="status">
          <Progress
            percent={state?.total ? Math.round((done / state.total) * 100) : 0}
            size="small"
            showInfo={false}
            aria-label={t.title}
          />
          <span className="small num">
            {state?.total ? t.progress(count(done), count(state.total)) : t.begin}
          </span>
          <Button size="small" onClick={cancel}>
            {t.cancel}
          </Button>
        </div>
      )}
      {state && !running && !state.done && (
        <p className="small">
          {t.stopped}{' '}
          <Button size="small" onClick={again}>
            {t.again}
          </Button>
        </p>
      )}
      {state && <Counts {...{ item, naming, lang }} counts={state.counts} took={state.done ? took : null} />}
      {state?.done && (
        <section aria-label={t.samples}>
          <h2>{t.samples}</h2>
          {state.samples.length === 0 && <p className="small dim">{t.noSamples}</p>}
          {compiled &&
            state.samples.map((sample) => (
              <Why key={sample.customerKey} {...{ sample, item, compiled, naming, lang }} />
            ))}
        </section>
      )}
      {state?.findings && <Findings findings={state.findings} {...{ item, naming, lang }} />}
      <p className="small faint">{t.assumed}</p>
      {state?.done && (
        <Button size="small" onClick={again}>
          {t.again}
        </Button>
      )}
    </section>
  )
}
