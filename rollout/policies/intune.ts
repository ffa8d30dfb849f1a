import { admx, categoryName, policyName } from './admx.ts'
import { registryOf } from './registry.ts'
import { managedSchema } from './schema.ts'
import type { PolicySet } from './settings.ts'
import { xml } from './xml.ts'

const APP = 'Fineline'
const POLICY_CSP = './Device/Vendor/MSFT/Policy'
/** Separates numbers and items of a list. */
const BETWEEN = '&#xF000;'

const data = (id: string, value: string) => `<data id="${id}" value="${value}"/>`

const listData = (id: string, items: readonly string[]) =>
  data(id, items.map((item, at) => `${at + 1}${BETWEEN}${xml(item)}`).join(BETWEEN))

function storageValue(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? '<enabled/>' : '<disabled/>'
  if (Array.isArray(value)) return `<enabled/>${listData(name, value)}`
  return `<enabled/>${data(name, xml(String(value)))}`
}

function installValue({ settings: { chrome } }: PolicySet): string {
  const texts = ['update_url', 'minimum_version_required'].map((name) =>
    data(name, xml(String(chrome[name] ?? ''))),
  )
  const lists = ['runtime_blocked_hosts', 'runtime_allowed_hosts'].map((name) =>
    listData(name, chrome[name] as string[]),
  )
  return `<enabled/>${[...texts, ...lists].join('')}`
}

const setting = (displayName: string, omaUri: string, value: string) => ({
  '@odata.type': '#microsoft.graph.omaSettingString',
  displayName,
  omaUri,
  value,
})

/**
 * A custom profile for Chrome in the form that Microsoft Graph takes: the template is ingested, then each policy set by
 * its OMA-URI. Windows lets no ingested template write to Edge's keys: Edge gets a script.
 */
export function intuneChrome(set: PolicySet): string {
  const { bank, name, ring, id, managed } = set
  const uri = (policy: string) =>
    `${POLICY_CSP}/Config/${APP}~Policy~fineline~${categoryName('chrome')}/${policyName('chrome', policy)}`
  // An empty list cannot be said by a list of nothing: what is not set stands for it.
  const known = Object.keys(managedSchema()).filter((key) => key in managed)
  const full = known.filter((key) => !isEmpty(managed[key as keyof typeof managed]))
  const profile = {
    '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
    displayName: `Fineline, Chrome, ${ring}`,
    description: name,
    omaSettings: [
      setting(
        'Template',
        `${POLICY_CSP}/ConfigOperations/ADMXInstall/${APP}/Policy/${APP}Admx`,
        admx(bank, id),
      ),
      setting('Install', uri('install'), installValue(set)),
      ...full.map((key) => setting(key, uri(key), storageValue(key, managed[key as keyof typeof managed]))),
    ],
  }
  return `${JSON.stringify(profile, null, 2)}\n`
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** PowerShell takes typographic quotes for straight ones. */
const literal = (text: string) => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`

/** A platform script for Edge: writes the same keys as the `.reg` file, and never prints a value. */
export function intuneEdge(set: PolicySet): string {
  const keys = registryOf(set, 'edge')
  const [settings = '', storage = ''] = [...keys.keys()].filter((key) => /(\\policy|\\[a-p]{32})$/.test(key))
  const lines = [
    `# ${set.name}: Fineline, ring ${set.ring}. Run as SYSTEM, in the 64-bit host.`,
    "$ErrorActionPreference = 'Stop'",
    ...[settings, storage].map(
      (key) => `Remove-Item -LiteralPath ${literal(`HKLM:\\${key}`)} -Recurse -ErrorAction SilentlyContinue`,
    ),
  ]
  for (const [key, values] of keys) {
    const path = literal(`HKLM:\\${key}`)
    lines.push(`New-Item -Path ${path} -Force | Out-Null`)
    for (const [name, value] of Object.entries(values)) {
      const [type, text] = typeof value === 'number' ? ['DWord', String(value)] : ['String', literal(value)]
      lines.push(
        `New-ItemProperty -LiteralPath ${path} -Name ${literal(name)} -PropertyType ${type} -Value ${text} -Force | Out-Null`,
      )
    }
  }
  return `\ufeff${lines.join('\r\n')}\r\n`
}
