import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../extension/tokens.css', import.meta.url), 'utf8')
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
const schemes = ['light', 'dark'] as const
const colours = Object.fromEntries(
  pairs.map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
)

/** Relative luminance by WCAG 2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string, scheme: (typeof schemes)[number]): number {
  const [low = 0, high = 0] = [one, other]
    .map((name) => luminance(colours[name]?.[scheme] ?? ''))
    .sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const states = ['pass', 'remind', 'warn', 'block', 'none']
const grounds = ['bg', 'surface', 'surface-2', 'surface-3']
const texts = [
  ...grounds.flatMap((ground) => ['ink', 'ink-2', 'ink-3'].map((ink) => [ink, ground])),
  ...states.flatMap((state) => [`${state}-bg`, 'surface'].map((ground) => [state, ground])),
  ...['surface', 'surface-2', 'accent-soft'].map((ground) => ['accent', ground]),
  ['accent-strong', 'accent-soft'],
  ['ink-on', 'accent'],
  ['ink-on', 'accent-strong'],
  ['ink', 'warn-bg'],
  ['ink-2', 'warn-bg'],
  ['ink-2', 'none-bg'],
] as [string, string][]
const edges = [
  ...['surface', 'surface-2'].map((ground) => ['line-strong', ground]),
  ...states.map((state) => ['ink-on', state]),
  ...['part-1', 'part-2', 'part-3', 'part-4'].map((part) => [part, 'surface']),
  ['none-line', 'none-bg'],
  ['accent', 'surface-3'],
] as [string, string][]

describe.each(schemes)('contrast, %s', (scheme) => {
  test.each(texts)('%s on %s reads', (ink, ground) => {
    expect(contrast(ink, ground, scheme)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(edges)('%s against %s is told apart', (one, other) => {
    expect(contrast(one, other, scheme)).toBeGreaterThanOrEqual(3)
  })
})
