import type { Mark } from './views.ts'

/**
 * The state marks, drawn once for page and panel: attributes of the SVG paths of each, on a 16×16 view box,
 * in the colour of the text around. Shape carries the meaning: ticked disc, dot, triangle, slashed ring,
 * dashed ring with a question mark.
 */
export const MARK_PATHS: Readonly<Record<Mark, readonly Record<string, string>[]>> = {
  pass: [
    { d: 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z', fill: 'currentColor' },
    { d: 'M4.6 8.3l2.3 2.3 4.5-4.9', fill: 'none', stroke: 'var(--ink-on)', 'stroke-width': '1.8' },
  ],
  remind: [{ d: 'M8 3.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4z', fill: 'currentColor' }],
  warn: [
    { d: 'M8 1l7.4 13.4H.6z', fill: 'currentColor' },
    { d: 'M8 5.6v4.2M8 11.2v1.7', fill: 'none', stroke: 'var(--ink-on)', 'stroke-width': '1.8' },
  ],
  block: [
    {
      d: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12zM3.8 3.8l8.4 8.4',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '2.4',
    },
  ],
  none: [
    {
      d: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.3',
      'stroke-dasharray': '2.6 1.67',
    },
    {
      d: 'M5.9 6.4c0-1.3 1-2 2.1-2s2.1.7 2.1 1.9c0 1.5-2 1.6-2 3.1M8.1 10.6v1.6',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.5',
    },
  ],
}
