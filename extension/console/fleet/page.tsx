import { FLEET_DAYS, Fleet } from '../../../worker/contract/fleet.ts'
import { fleetTexts } from '../../texts/console/fleet.ts'
import { callEdge } from '../edge.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { ToSeeTo } from '../shell/to-see-to.tsx'
import { useLoad } from '../use-load.ts'
import { casesOf } from './cases.ts'
import './fleet.css'
import { Browsers } from './list.tsx'
import { Versions } from './versions.tsx'

const EVERY = 60_000
const load = () => callEdge(Fleet, { method: 'GET', path: '/v1/fleet' })

type Told = { fleet: Fleet } & Pick<PageProps, 'lang'>

function Counts({ fleet, lang }: Told) {
  const t = inLanguage(fleetTexts, lang).counts
  const figures: [string, number][] = [
    [t.browsers, fleet.browsers],
    [t.seen(FLEET_DAYS), fleet.seen],
    [t.unseen(FLEET_DAYS), fleet.browsers - fleet.seen],
    [t.problems, fleet.withProblems],
    [t.homeOffice, fleet.homeOffice],
  ]
  return (
    <section className="con-box" aria-label={t.title}>
      <dl className="in con-counts">
        {figures.map(([label, figure]) => (
          <div key={label}>
            <dt className="small">{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What there is to see to, and in how many browsers. */
function Cases({ fleet, lang }: Told) {
  const t = inLanguage(fleetTexts, lang)
  const cases = casesOf(fleet, lang).map(({ browsers, ...one }) => ({ ...one, count: t.browsers(browsers) }))
  return <ToSeeTo title={t.look} nothing={t.nothing} cases={cases} />
}

function Keys({ fleet: { keyIds }, lang }: Told) {
  const t = inLanguage(fleetTexts, lang)
  return (
    <section className="con-box" aria-label={t.keys}>
      <header>
        <h2>{t.keys}</h2>
        <span className="small dim">{t.versionsNote(FLEET_DAYS)}</span>
      </header>
      <ul className="in">
        {keyIds.map(({ hmacKeyId, browsers }) => (
          <li key={hmacKeyId ?? ''} className="row">
            {hmacKeyId === null ? <span>{t.noKey}</span> : <code>{hmacKeyId}</code>}
            <span className="space" />
            <span className="num">{t.browsers(browsers)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How the browsers of the fleet stand: counts, versions by ring, what is to be seen to, and each of them. */
function FleetView({ lang, playbook }: PageProps) {
  const t = inLanguage(fleetTexts, lang)
  const { data, refusal, busy, reload } = useLoad(load, EVERY)
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />
  if (!data) return <Bones label={t.loading} />
  const told: Told = { fleet: data, lang }
  return (
    <div className="con-page">
      <header>
        <h1>{t.title}</h1>
        <p className="dim">{t.lead}</p>
      </header>
      <Counts {...told} />
      <Versions versions={data.versions} lang={lang} />
      <Cases {...told} />
      {data.keyIds.length > 0 && <Keys {...told} />}
      <Browsers {...told} playbook={playbook} now={new Date()} />
    </div>
  )
}

export const fleetPage: Page = {
  id: 'fleet',
  group: 'watch',
  title: { zh: '浏览器', en: 'Browsers' },
  roles: ['supervisor', 'admin', 'auditor'],
  View: FleetView,
}
