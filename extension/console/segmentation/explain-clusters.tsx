import { Table } from 'antd'
import type { ClusterChoice, GroupProfile, Measure } from '../../../worker/contract/segmentation.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import { share } from './naming.ts'
import type { Shown } from './shown.ts'

/** A mean as its fact is counted: money in whole units, yes or no as a share. */
function meanOf({ name, mean }: Measure, { naming, lang }: Omit<Shown, 'run'>): string {
  if (mean === null) return '—'
  const type = naming.attribute(name)?.type
  if (type === 'bool') return `${Math.round(mean * 100)}%`
  return (type === 'money' ? Math.round(mean / 100) : Math.round(mean * 10) / 10).toLocaleString(lang)
}

function Profiles({ run, naming, lang }: Shown) {
  const t = inLanguage(segmentationTexts, lang)
  const names = run.result.groups[0]?.measures.map(({ name }) => name) ?? []
  const of = ({ measures }: GroupProfile, name: string) => measures.find((one) => one.name === name)
  const cell = (one: Measure | undefined) =>
    one && (
      <span
        title={one.difference === null ? undefined : t.difference(one.difference.toFixed(1))}
        className={Math.abs(one.difference ?? 0) >= 0.4 ? 'apart' : undefined}
      >
        {meanOf(one, { naming, lang })}
      </span>
    )
  return (
    <section className="con-box" aria-label={t.profile}>
      <header>
        <h2>{t.profile}</h2>
      </header>
      <div className="in">
        <Table
          size="small"
          rowKey="name"
          dataSource={names.map((name) => ({ name }))}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: t.fact,
              dataIndex: 'name',
              rowScope: 'row',
              render: (name: string) => naming.fact(name),
            },
            ...run.result.groups.map((group) => ({
              title: naming.group(group.value),
              key: group.value,
              align: 'right' as const,
              render: (_: unknown, { name }: { name: string }) => cell(of(group, name)),
            })),
          ]}
        />
      </div>
    </section>
  )
}

/** How the live run's clusters fared, and whether they stay. */
function LiveClusters({ live, lang }: Pick<Shown, 'lang'> & { live: NonNullable<ClusterChoice['live']> }) {
  const t = inLanguage(segmentationTexts, lang)
  const { run, k, silhouette, margin, kept } = live
  return (
    <p>
      {t.live(run, k, silhouette.toFixed(3))} {(kept ? t.kept : t.notKept)(String(margin))}
    </p>
  )
}

/** Why there are so many clusters, of which facts, and who is in none. */
export function ExplainClusters({ run, naming, lang }: Shown) {
  const t = inLanguage(segmentationTexts, lang)
  const { choice, leftOut } = run.result
  if (!choice) return null
  const count = (value: number) => value.toLocaleString(lang)
  const title = choice.live?.kept ? t.keptOn(choice.k) : t.chosen(choice.k)
  return (
    <>
      <Profiles {...{ run, naming, lang }} />
      <section className="con-box" aria-label={title}>
        <header>
          <h2>{title}</h2>
        </header>
        <div className="in">
          <p className="small dim">{t.chosenNote(count(choice.sample), count(choice.tried), choice.seed)}</p>
          {choice.features.some(({ made }) => made > 0) && <p role="note">{t.restsOnMade}</p>}
          {choice.currencies.length > 1 && (
            <p className="small dim">{t.currencies(choice.currencies.join(t.and))}</p>
          )}
          {choice.live && <LiveClusters live={choice.live} lang={lang} />}
          <Table
            size="small"
            rowKey="k"
            dataSource={choice.table}
            pagination={false}
            columns={[
              { title: t.k, key: 'k', render: (_, { k }) => (k === choice.k ? <b>{k} ✓</b> : k) },
              {
                title: t.silhouette,
                dataIndex: 'silhouette',
                align: 'right',
                render: (value: number) => value.toFixed(3),
              },
            ]}
          />
          <h3>{t.features}</h3>
          <ul className="con-facts">
            {choice.features.map(({ name, known, made }) => (
              <li key={name}>
                {naming.fact(name)} <span className="small dim">{t.known(share(known, 1))}</span>
                {made > 0 && <span className="small"> {t.made(share(made, 1))}</span>}
              </li>
            ))}
          </ul>
          <h3>{t.unused}</h3>
          <ul className="con-facts">
            {choice.unused.map(({ name, why }) => (
              <li key={name}>
                {naming.fact(name)} <span className="small dim">{t.why[why]}</span>
              </li>
            ))}
          </ul>
          <h3>{t.leftOut}</h3>
          <ul className="con-facts">
            {leftOut.length === 0 && <li className="dim">{t.nobodyLeftOut}</li>}
            {leftOut.map(({ why, fact, customers }) => (
              <li key={`${why} ${fact}`}>
                {why === 'refused' ? t.refused : t.missing(naming.fact(fact ?? ''))}{' '}
                <span className="num">{count(customers)}</span>
              </li>
            ))}
          </ul>
        </div>
      </section>
    </>
  )
}
