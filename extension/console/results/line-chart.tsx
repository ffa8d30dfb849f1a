import { LineChart as LineSeries } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { type ChartColours, useChartColours } from './theme.ts'

use([LineSeries, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

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

/** A line of shares by day. What it shows stands in words above and in a table behind, so that readers of neither miss it. */
export function LineChart({
  days,
  since,
  label,
}: {
  days: readonly DayShare[]
  since: string | null
  label: string
}) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const colours = useChartColours()
  useEffect(() => {
    if (!place.current) return
    const drawn = init(place.current, null, { renderer: 'svg' })
    chart.current = drawn
    const sized = new ResizeObserver(() => drawn.resize())
    sized.observe(place.current)
    return () => {
      sized.disconnect()
      drawn.dispose()
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(options(days, since, colours), { notMerge: true })
  }, [days, since, colours])
  return <div ref={place} className="con-chart" role="img" aria-label={label} />
}
