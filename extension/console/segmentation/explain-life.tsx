import { Table } from 'antd'
import { LIFE_RULES } from '../../../worker/contract/segment-groups.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import type { Shown } from './shown.ts'

/** The rules in the order they are asked, what each rests on, and how many it found. */
export function ExplainLife({ run, naming, lang }: Shown) {
  const t = inLanguage(segmentationTexts, lang)
  const counted = (rule: string) =>
    (run.result.rules.find((one) => one.rule === rule)?.customers ?? 0).toLocaleString(lang)
  return (
    <section className="con-box" aria-label={t.rules}>
      <header>
        <h2>{t.rules}</h2>
      </header>
      <div className="in">
        <Table
          size="small"
          rowKey="rule"
          dataSource={[...LIFE_RULES]}
          pagination={false}
          columns={[
            { title: t.stage, key: 'stage', render: (_, { stage }) => naming.group(stage) },
            { title: t.rule, key: 'rule', render: (_, { label }) => inLanguage(label, lang) },
            { title: t.basis, key: 'basis', render: (_, { basis }) => inLanguage(basis, lang) },
            { title: t.customers, key: 'customers', align: 'right', render: (_, { rule }) => counted(rule) },
          ]}
        />
        <h3>{t.vulnerable}</h3>
        <ul className="con-facts">
          {Object.entries(t.vulnerableIs).map(([rule, words]) => (
            <li key={rule}>
              {words} <span className="num">{counted(rule)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
