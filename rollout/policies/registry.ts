import type { Browser, PolicySet } from './settings.ts'

const ROOTS: Record<Browser, string> = {
  chrome: 'SOFTWARE\\Policies\\Google\\Chrome',
  edge: 'SOFTWARE\\Policies\\Microsoft\\Edge',
}

/** Key of the extension's own entry of ExtensionSettings, below the machine's hive. */
export const settingsKey = (browser: Browser, id: string): string =>
  `${ROOTS[browser]}\\ExtensionSettings\\${id}`

/** Key of the extension's managed storage, below the machine's hive. */
export const storageKey = (browser: Browser, id: string): string =>
  `${ROOTS[browser]}\\3rdparty\\extensions\\${id}\\policy`

export type RegistryValue = string | number

/** Values of a key by name. */
export type RegistryKey = Record<string, RegistryValue>

/** A value as the browser reads it from the registry: truth as 0 and 1, lists as keys of numbered values. */
function place(keys: Map<string, RegistryKey>, key: string, values: Record<string, unknown>): void {
  const own: RegistryKey = {}
  keys.set(key, own)
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value))
      keys.set(`${key}\\${name}`, Object.fromEntries(value.map((item, at) => [String(at + 1), String(item)])))
    else own[name] = typeof value === 'boolean' ? Number(value) : (value as RegistryValue)
  }
}

/** Everything that one browser's policy is in the registry, by key below the machine's hive. */
export function registryOf({ id, settings, managed }: PolicySet, browser: Browser): Map<string, RegistryKey> {
  const keys = new Map<string, RegistryKey>()
  place(keys, settingsKey(browser, id), settings[browser])
  place(keys, storageKey(browser, id), managed)
  return keys
}
