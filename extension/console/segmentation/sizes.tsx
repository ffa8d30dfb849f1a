import { Table } from 'antd'
import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { useMemo } from 'react'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { Drawing } from '../drawing.tsx'
import { inLanguage } from '../language.ts'
import { type ChartColours, useChartColours } from '../results/theme.ts'
import { share, total } from './naming.ts'
import type { Shown } from './shown.ts'

use([BarChart, GridComponent])

function options(rows: readonly { name: string; customers: number }[], unit: string, colours: ChartColours) {
  const text = { color: colours.weak }
  return {
    animation: false,
    grid: { left: 8, right: 64, top: 8, bottom: 28, containLabel: true },
    xAxis: {
      ...{ type: 'value', name: unit, nameLocation: 'middle', nameGap: 24, nameTextStyle: text },
      ...{ axisLabel: text, splitLine: { lineStyle: { color: colours.grid } }, splitNumber: 4 },
    },
    yAxis: {
      ...{ type: 'category', inverse: true, data: rows.map(({ name }) => name) },
      axisLabel: { color: colours.ink },
      axisLine: { lineStyle: { color: colours.grid } },
      axisTick: { show: false },
    },
    series: [
      {
        ...{ type: 'bar', data: rows.map(({ customers }) => customers), barMaxWidth: 16 },
        itemStyle: { color: colours.line },
        label: {
          ...{ show: true, position: 'right', color: colours.ink },
          formatter: ({ value }: { value?: unknown }) => Number(value).toLocaleString('en'),
        },
      },
    ],
  }
}

/** How many are in each group, drawn and as a table with what sets it apart. */
export function Sizes({ run, naming, lang }: Shown) {
  const t = inLanguage(segmentationTexts, lang)
  const colours = useChartColours()
  const all = total(run.result.sizes)
  const rows = useMemo(
    () =>
      run.result.sizes.map(({ value, customers }) => {
        const words = run.result.groups.find((one) => one.value === value)?.words
        return { value, customers, name: naming.group(value), words: words ? inLanguage(words, lang) : null }
      }),
    [run, naming, lang],
  )
  const drawn = useMemo(() => options(rows, t.unit, colours), [rows, t, colours])
  const title = t.sizes(all.toLocaleString(lang))
  const worded = run.model === 'clusters'
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className="in">
        <Drawing options={drawn} label={title} />
        <Table
          size="small"
          rowKey="value"
          dataSource={rows}
          pagination={false}
          columns={[
            { title: t.group, dataIndex: 'name' },
            {
              title: t.customers,
              dataIndex: 'customers',
              align: 'right',
              render: (count: number) => count.toLocaleString(lang),
            },
            {
              title: t.share,
              key: 'share',
              align: 'right',
              render: (_, { customers }) => share(customers, all),
            },
            ...(worded
              ? [
                  {
                    title: t.words,
                    key: 'words',
                    render: (_: unknown, { value, words }: (typeof rows)[number]) =>
                      value === '' ? '' : (words ?? t.noWords),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </section>
  )
}
