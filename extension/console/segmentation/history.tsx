import { Table } from 'antd'
import type { SegmentationRun } from '../../../worker/contract/segmentation.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import { momentIn } from '../shell/when.ts'

/** Every run of a model that is still listed, and what became of it. */
export function History({
  runs,
  zone,
  lang,
}: {
  runs: readonly SegmentationRun[]
  zone: string
  lang: Language
}) {
  const t = inLanguage(segmentationTexts, lang)
  const became = ({ state, failure }: SegmentationRun) =>
    failure ? `${t.states[state]}${lang === 'zh-CN' ? '：' : ': '}${t.failures[failure]}` : t.states[state]
  return (
    <section className="con-box" aria-label={t.history}>
      <header>
        <h2>{t.history}</h2>
      </header>
      <Table
        size="small"
        rowKey="id"
        dataSource={[...runs]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
        columns={[
          { title: t.number, dataIndex: 'id', align: 'right' },
          { title: t.state, key: 'state', render: (_, run) => became(run) },
          { title: t.started, dataIndex: 'startedAt', render: (at: string) => momentIn(at, zone, lang) },
          { title: t.by, dataIndex: 'startedBy', render: (by: string | null) => by ?? t.night },
        ]}
      />
    </section>
  )
}
