import { useState } from 'react'
import type { Results } from '../../../worker/contract/results.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import { lastDays } from '../days.tsx'
import { inLanguage } from '../language.ts'
import { OwnTeams } from '../own-teams.tsx'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { Against } from './against.tsx'
import { Counting } from './counting.tsx'
import { download, toCsv } from './csv.ts'
import { alwaysPassed, chosen, nobodyTakes, reasonShares } from './figures.ts'
import { type Asked, Filters } from './filters.tsx'
import { Groups } from './groups.tsx'
import { nameIn, overrideReason } from './names.ts'
import { OverTime } from './over-time.tsx'
import { Reasons } from './reasons.tsx'
import { tableOf } from './table.ts'
import { useResults } from './use-results.ts'
import './results.css'

function Figures({
  now,
  before,
  asked,
  lang,
  playbook,
}: { now: Results; before: Results | null; asked: Asked } & Pick<PageProps, 'lang' | 'playbook'>) {
  const t = inLanguage(resultsTexts, lang)
  const earlier = (subject: 'tip' | 'check', id?: string) => (before ? chosen(before, subject, id) : [])
  const book = playbook.playbook
  const name = (list: Parameters<typeof nameIn>[1]) => (id: string) =>
    id ? nameIn(book, list, id, lang) : t.none
  if (now.hidden) return <p className="con-box in dim">{t.hidden}</p>
  if (now.subjects.length === 0) return <p className="con-box in dim">{t.empty}</p>
  const tips = chosen(now, 'tip', asked.tip)
  return (
    <>
      <Against comparisons={now.comparisons} tip={asked.tip} nameOf={name('tips')} lang={lang} />
      <div className="con-results-pair">
        <OverTime subjects={tips} from={now.from} until={now.until} lang={lang} />
        <Reasons
          title={t.reasons}
          reasons={reasonShares(tips, earlier('tip', asked.tip))}
          nameOf={name('dismissReasons')}
          lang={lang}
        />
      </div>
      <Groups
        title={t.byTeam}
        column={t.team}
        now={now.teams}
        before={before?.teams ?? []}
        tip={asked.tip}
        nameOf={name('teams')}
        lang={lang}
      />
      <Groups
        title={t.bySegment}
        column={t.segment}
        now={now.segments}
        before={before?.segments ?? []}
        tip={asked.tip}
        nameOf={name('segments')}
        lang={lang}
      />
      <div className="con-results-pair">
        <Reasons
          title={t.overrides}
          reasons={reasonShares(chosen(now, 'check', undefined), earlier('check'))}
          nameOf={(id) => overrideReason(book, id, lang)}
          lang={lang}
        />
        <Odd now={now} nameOf={name} lang={lang} />
      </div>
    </>
  )
}

/** What somebody should look at: tips that only take room, stops that stop nobody. */
function Odd({
  now,
  nameOf,
  lang,
}: { now: Results; nameOf(list: 'tips' | 'checks'): (id: string) => string } & Pick<PageProps, 'lang'>) {
  const t = inLanguage(resultsTexts, lang)
  const [untaken, passed] = [nobodyTakes(now), alwaysPassed(now)]
  return (
    <section className="con-box con-odd" aria-label={t.untaken}>
      <header>
        <h2>{t.untaken}</h2>
      </header>
      <ul className="in">
        {untaken.length === 0 && <li className="dim">{t.nothing}</li>}
        {untaken.map(({ id, shown, prompted, accepted }) => (
          <li key={id}>
            <a href={`#tips/${id}`}>{nameOf('tips')(id)}</a>{' '}
            <span className="small dim">{t.seen(shown + prompted, accepted)}</span>
          </li>
        ))}
      </ul>
      <header>
        <h2>{t.passed}</h2>
      </header>
      <ul className="in">
        {passed.length === 0 && <li className="dim">{t.nothing}</li>}
        {passed.map(({ id, blocked, overridden }) => (
          <li key={id}>
            <a href={`#checks/${id}`}>{nameOf('checks')(id)}</a>{' '}
            <span className="small dim">{t.stopped(blocked, overridden)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What came of tips and checks. */
function ResultsView({ lang, me, playbook }: PageProps) {
  const t = inLanguage(resultsTexts, lang)
  const [asked, setAsked] = useState<Asked>(() => lastDays(playbook.playbook.timeZone))
  const { now, before, waiting, lacking, refusal, busy, reload } = useResults(asked)
  const save = () =>
    now &&
    download(
      `fineline-${now.from}-${now.until}.csv`,
      toCsv(
        tableOf(now, (subject, id) =>
          nameIn(playbook.playbook, subject === 'tip' ? 'tips' : 'checks', id, lang),
        ),
      ),
    )
  return (
    <div className="con-page" aria-busy={busy}>
      <header>
        <h1>{t.title}</h1>
        <Filters {...{ asked, lang }} set={setAsked} results={now} playbook={playbook.playbook} save={save} />
      </header>
      <OwnTeams {...{ me, lang }} />
      {refusal && <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />}
      {busy && (
        <Counting
          key={`${asked.from} ${asked.until}`}
          what={t.counting(asked.from, asked.until)}
          lang={lang}
        />
      )}
      {!busy && waiting && <Counting what={t.countingBefore} lang={lang} />}
      {lacking && <p className="small dim">{t.noBefore}</p>}
      {!now && !refusal && <Bones label={t.loading} />}
      {now && !refusal && <Figures {...{ now, before, asked, lang, playbook }} />}
    </div>
  )
}

export const resultsPage: Page = {
  id: 'results',
  group: 'watch',
  title: { zh: '结果', en: 'Results' },
  roles: ['supervisor', 'approver', 'admin', 'auditor'],
  View: ResultsView,
}
