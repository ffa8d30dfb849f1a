import { LineChart as LineSeries } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { useMemo } from 'react'
import { Drawing } from '../drawing.tsx'
import { type ChartColours, useChartColours } from './theme.ts'

use([LineSeries, GridComponent, MarkLineComponent, TooltipComponent])

/** One share a day, in percent; null where nobody answered. */
export interface DayShare {
  day: string
  share: number | null
}

function options(days: readonly DayShare[], since: string | null, colours: ChartColours) {
  const axis = { axisLabel: { color: colours.weak }, axisLine: { lineStyle: { color: colours.grid } } }
  return {
    animation: false,
    grid: { left: 40, right: 16, top: 16, bottom: 24 },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${Number(value).toFixed(1)}%` },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => day.slice(5)),
      axisTick: { show: false },
      ...axis,
    },
    yAxis: {
      ...{ type: 'value', min: 0, splitLine: { lineStyle: { color: colours.grid } } },
      axisLabel: { color: colours.weak, formatter: '{value}%' },
    },
    series: [
      {
        type: 'line',
        data: days.map(({ share }) => share),
        showSymbol: days.length < 3,
        connectNulls: false,
        lineStyle: { color: colours.line, width: 2 },
        itemStyle: { color: colours.line },
        ...(since && {
          markLine: {
            ...{ silent: true, symbol: 'none', label: { show: false } },
            lineStyle: { color: colours.other, type: 'dashed' },
            data: [{ xAxis: since.slice(5) }],
          },
        }),
      },
    ],
  }
}

/** A line of shares by day. */
export function LineChart({
  days,
  since,
  label,
}: {
  days: readonly DayShare[]
  since: string | null
  label: string
}) {
  const colours = useChartColours()
  const drawn = useMemo(() => options(days, since, colours), [days, since, colours])
  return <Drawing options={drawn} label={label} />
}
