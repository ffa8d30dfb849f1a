import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([SVGRenderer])

/**
 * A chart in the size of its place. What it shows stands in words above and in a table behind, so that readers of neither
 * miss it.
 * @param options stay the same object while nothing changes, or it is drawn anew
 */
export function Drawing({ options, label }: { options: EChartsCoreOption; label: string }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
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
    chart.current?.setOption(options, { notMerge: true })
  }, [options])
  return <div ref={place} className="con-chart" role="img" aria-label={label} />
}
