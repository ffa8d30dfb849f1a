import type { PolicySet } from './settings.ts'

/** What the Admin console takes as "policy for extensions": each value below the word `Value`. */
export function googlePolicy({ managed }: PolicySet): string {
  const wrapped = Object.entries(managed).map(([key, value]) => [key, { Value: value }])
  return `${JSON.stringify(Object.fromEntries(wrapped), null, 2)}\n`
}

/** The extension's entry of `ExtensionSettings`, for consoles that have a field for it. */
export const settingsText = ({ id, settings }: PolicySet, browser: 'chrome' | 'edge'): string =>
  `${JSON.stringify({ [id]: settings[browser] }, null, 2)}\n`
