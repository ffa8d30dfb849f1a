import { type RegistryValue, registryOf, settingsKey, storageKey } from './registry.ts'
import type { Browser, PolicySet } from './settings.ts'

const HIVE = 'HKEY_LOCAL_MACHINE'

const quoted = (text: string) => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`

const written = (value: RegistryValue): string =>
  typeof value === 'number' ? `dword:${value.toString(16).padStart(8, '0')}` : quoted(value)

/**
 * A file for `reg import`, in UTF-16 as Windows writes them. Both keys of the extension are emptied first, so that
 * nothing of an earlier policy stays; settings of other extensions are not touched.
 */
export function regFile(set: PolicySet, browser: Browser): Buffer {
  const { id, name, ring } = set
  const lines = ['Windows Registry Editor Version 5.00', '', `; ${name}: Fineline, ring ${ring}`]
  for (const key of [settingsKey(browser, id), storageKey(browser, id)]) lines.push('', `[-${HIVE}\\${key}]`)
  for (const [key, values] of registryOf(set, browser)) {
    lines.push('', `[${HIVE}\\${key}]`)
    for (const [value, content] of Object.entries(values)) lines.push(`${quoted(value)}=${written(content)}`)
  }
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf16le')
}
