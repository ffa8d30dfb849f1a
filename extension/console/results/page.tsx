import { useCallback, useState } from 'react'
import { Results } from '../../../worker/contract/results.ts'
import { zoneClock } from '../../../worker/decision/clock.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import { callEdge } from '../edge.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { useLoad } from '../use-load.ts'
import { Against } from './against.tsx'
import { download, toCsv } from './csv.ts'
import { alwaysPassed, chosen, daysBefore, nobodyTakes, reasonShares } from './figures.ts'
import { type Asked, Filters } from './filters.tsx'
import { Groups } from './groups.tsx'
import { nameIn, overrideReason } from './names.ts'
import { OverTime } from './over-time.tsx'
import { Reasons } from './reasons.tsx'
import { tableOf } from './table.ts'
import './results.css'

/** The days looked at first. */
const FIRST_DAYS = 28

/** What is asked for, and the same length of time before it. */
interface Both {
  now: Results
  before: Results
}

async function load({ from, until, team, segment }: Asked): Promise<Both> {
  const of = (days: { from: string; until: string }) => {
    const query = new URLSearchParams({
      ...days,
      ...(team !== undefined && { team }),
      ...(segment !== undefined && { segment }),
    })
    return callEdge(Results, { method: 'GET', path: `/v1/results?${query}` })
  }
  const [now, before] = await Promise.all([of({ from, until }), of(daysBefore({ from, until }))])
  return { now, before }
}

function lastDays(timeZone: string): Asked {
  const until = zoneClock(timeZone).dayOf(new Date())
  const from = new Date(Date.parse(until) - (FIRST_DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  return { from, until }
}

function Figures({
  both,
  asked,
  lang,
  playbook,
}: { both: Both; asked: Asked } & Pick<PageProps, 'lang' | 'playbook'>) {
  const t = inLanguage(resultsTexts, lang)
  const { now, before } = both
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
          reasons={reasonShares(tips, chosen(before, 'tip', asked.tip))}
          nameOf={name('dismissReasons')}
          lang={lang}
        />
      </div>
      <Groups
        title={t.byTeam}
        column={t.team}
        now={now.teams}
        before={before.teams}
        tip={asked.tip}
        nameOf={name('teams')}
        lang={lang}
      />
      <Groups
        title={t.bySegment}
        column={t.segment}
        now={now.segments}
        before={before.segments}
        tip={asked.tip}
        nameOf={name('segments')}
        lang={lang}
      />
      <div className="con-results-pair">
        <Reasons
          title={t.overrides}
          reasons={reasonShares(chosen(now, 'check', undefined), chosen(before, 'check', undefined))}
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
function ResultsView({ lang, playbook }: PageProps) {
  const t = inLanguage(resultsTexts, lang)
  const [asked, setAsked] = useState(() => lastDays(playbook.playbook.timeZone))
  const { from, until, team, segment } = asked
  const ask = useCallback(() => load({ from, until, team, segment }), [from, until, team, segment])
  const { data, refusal, busy, reload } = useLoad(ask)
  const save = () =>
    data &&
    download(
      `fineline-${from}-${until}.csv`,
      toCsv(
        tableOf(data.now, (subject, id) =>
          nameIn(playbook.playbook, subject === 'tip' ? 'tips' : 'checks', id, lang),
        ),
      ),
    )
  return (
    <div className="con-page" aria-busy={busy}>
      <header>
        <h1>{t.title}</h1>
        <Filters
          {...{ asked, lang }}
          set={setAsked}
          results={data?.now ?? null}
          playbook={playbook.playbook}
          save={save}
        />
      </header>
      {refusal && <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />}
      {!data && !refusal && <Bones label={t.loading} />}
      {data && !refusal && <Figures both={data} {...{ asked, lang, playbook }} />}
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
