import { FLEET_DAYS, type Fleet, Ring } from '../../../worker/contract/fleet.ts'
import { fleetTexts } from '../../texts/console/fleet.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'

/** One bar a version, by ring; what a bar shows stands beside it in figures. */
export function Versions({ versions, lang }: Pick<Fleet, 'versions'> & Pick<PageProps, 'lang'>) {
  const t = inLanguage(fleetTexts, lang)
  return (
    <section className="con-box" aria-label={t.versions}>
      <header>
        <h2>{t.versions}</h2>
        <span className="small dim">{t.versionsNote(FLEET_DAYS)}</span>
      </header>
      <div className="in con-versions">
        {!versions.length && <p className="dim">{t.empty}</p>}
        {Ring.options.map((ring) => (
          <RingBars key={ring} {...{ ring, lang }} versions={versions.filter((one) => one.ring === ring)} />
        ))}
      </div>
    </section>
  )
}

function RingBars({
  ring,
  versions,
  lang,
}: { ring: Ring } & Pick<Fleet, 'versions'> & Pick<PageProps, 'lang'>) {
  const t = inLanguage(fleetTexts, lang)
  const all = versions.reduce((sum, { browsers }) => sum + browsers, 0)
  if (!all) return null
  return (
    <>
      <h3>{t.rings[ring]}</h3>
      <ul>
        {versions.map(({ version, browsers }) => (
          <li key={version}>
            <span className="num">{version}</span>
            <span className="bar" role="img" aria-label={t.bar(version, browsers, all)}>
              <i style={{ width: `${(100 * browsers) / all}%` }} />
            </span>
            <span className="num">{browsers}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
