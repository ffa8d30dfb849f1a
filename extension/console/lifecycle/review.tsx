import type { Language } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import type { DraftView } from '../draft/draft.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'
import { clockIn, momentIn } from '../shell/when.ts'
import { mayApprove, mayWrite } from './moves.ts'

type Given = Pick<PageProps, 'me' | 'playbook'> & { lang: Language; view: DraftView }

/** Why this person cannot approve, or cannot write: said before the button is missed. */
function Standing({ me, view, lang }: Given) {
  const t = inLanguage(lifecycleTexts, lang)
  const { change } = view
  const open = change?.state === 'submitted' || change?.state === 'provisional'
  if (change?.editors.includes(me.subject)) return <p className="small dim">{t.own}</p>
  if (open && !mayApprove(me)) return <p className="small dim">{t.notYours}</p>
  return !open && !mayWrite(me) ? <p className="small dim">{t.notWriter}</p> : null
}

/** Who wrote, who has to look, what comes then. */
export function Review(given: Given) {
  const { me, view, playbook, lang } = given
  const t = inLanguage(lifecycleTexts, lang)
  const { change } = view
  const zone = playbook.playbook.timeZone
  const makers = change?.editors.length ? change.editors.join('、') : me.subject
  const at = change?.state
  const submitted = change?.submittedAt ? t.submittedAt(momentIn(change.submittedAt, zone, lang)) : t.writing
  const steps = [
    { name: `${t.maker}：${makers}`, aside: submitted, on: true },
    {
      name: change?.confirmedBy.length ? `${t.approver}：${change.confirmedBy.join('、')}` : t.approver,
      aside: at === 'submitted' ? t.reviewing : t.afterSubmit,
      on: at === 'submitted' || at === 'provisional',
    },
    { name: t.next(playbook.version + 1), aside: t.arrives, on: false },
  ]
  return (
    <section aria-label={t.review}>
      <h2>
        {t.review}
        <span className="small faint">{t.reviewNote}</span>
      </h2>
      <ol className="con-steps">
        {steps.map(({ name, aside, on }) => (
          <li key={name}>
            <span className={on ? 'dot on' : 'dot'} aria-hidden="true" />
            <span>{lang === 'zh-CN' ? name : name.replace('：', ': ').replaceAll('、', ', ')}</span>
            <span className="small faint">{aside}</span>
          </li>
        ))}
      </ol>
      {at === 'provisional' && change?.confirmBy && (
        <p className="small con-late">
          {t.confirmBy(clockIn(new Date(change.confirmBy), zone), change.confirmedBy.length)}
        </p>
      )}
      <Standing {...given} />
    </section>
  )
}
