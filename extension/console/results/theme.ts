import { useEffect, useState } from 'react'

/** Colours of a chart, as the browser makes them of our tokens for the light or dark that is on. */
export interface ChartColours {
  line: string
  other: string
  ink: string
  weak: string
  grid: string
}

/** A token's colour in the form that a drawing library can read: it does not know `light-dark()`. */
function resolved(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

const read = (): ChartColours => ({
  line: resolved('--accent'),
  other: resolved('--ink-3'),
  ink: resolved('--ink'),
  weak: resolved('--ink-3'),
  grid: resolved('--line'),
})

/** Read again when the reader changes between light and dark. */
export function useChartColours(): ChartColours {
  const [colours, setColours] = useState(read)
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const change = () => setColours(read())
    scheme.addEventListener('change', change)
    return () => scheme.removeEventListener('change', change)
  }, [])
  return colours
}
