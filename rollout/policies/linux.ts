import type { Browser, PolicySet } from './settings.ts'

/** Where each browser on Linux looks for what an administrator decides. */
export const LINUX_FOLDERS = {
  'etc/opt/chrome/policies/managed': 'chrome',
  'etc/chromium/policies/managed': 'chrome',
  'etc/opt/edge/policies/managed': 'edge',
} as const satisfies Record<string, Browser>

/** A JSON file of managed policy. */
export function linuxPolicy({ id, settings, managed }: PolicySet, browser: Browser): string {
  const policy = {
    ExtensionSettings: { [id]: settings[browser] },
    '3rdparty': { extensions: { [id]: managed } },
  }
  return `${JSON.stringify(policy, null, 2)}\n`
}
