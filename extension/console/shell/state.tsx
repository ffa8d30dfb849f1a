import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { shellTexts } from '../../texts/console/shell.ts'
import type { EdgeRefusal } from '../edge.ts'
import { inLanguage } from '../language.ts'

/** A sentence in place of a page, and the way on. */
export function State({ title, detail, children }: { title: string; detail: string; children?: ReactNode }) {
  return (
    <section className="con-state" aria-label={title}>
      <h1 tabIndex={-1}>
        <StateMark mark="none" /> {title}
      </h1>
      <p className="dim">{detail}</p>
      {children}
    </section>
  )
}

/** Why the edge gave nothing. */
export function Refusal({
  refusal,
  lang,
  busy,
  retry,
  signIn,
}: {
  refusal: EdgeRefusal
  lang: Language
  busy: boolean
  retry(): void
  signIn(): void
}) {
  const t = inLanguage(shellTexts, lang)
  const { title, detail } = t.doubts[refusal.why]
  const problem = refusal.problem
  const out = refusal.why === 'signed-out'
  return (
    <State title={title} detail={problem ? `${problem.detail} ${problem.remedy}` : detail}>
      <Button type={out ? 'primary' : 'default'} disabled={busy} onClick={out ? signIn : retry}>
        {out ? t.signIn : t.retry}
      </Button>
    </State>
  )
}

/** The places that list and editor will take. */
export function Bones({ label }: { label: string }) {
  return (
    <section className="con-bones" aria-busy="true" aria-label={label}>
      <h1 className="unseen">{label}</h1>
      <div>
        {[72, 56, 64, 48, 60].map((width) => (
          <div key={width} className="bone" style={{ width: `${width}%` }} />
        ))}
      </div>
      <div>
        <div className="bone" style={{ width: '32%', height: 24 }} />
        <div className="bone" style={{ height: 160 }} />
        <div className="bone" style={{ height: 120 }} />
      </div>
    </section>
  )
}
