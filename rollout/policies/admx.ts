import { settingsKey, storageKey } from './registry.ts'
import { managedSchema, type SchemaKey } from './schema.ts'
import { BROWSERS, type Browser } from './settings.ts'
import { xml } from './xml.ts'

/** Name of a policy in the template. */
export const policyName = (browser: Browser, key: string): string => `${browser}_${key}`
export const categoryName = (browser: Browser): string => `fineline_${browser}`

interface PolicyXml {
  name: string
  key: string
  category: string
  /** Name of the value that enabling writes by itself. */
  valueName?: string
  body: string
  /** It has fields to fill in. */
  fields: boolean
}

const policyXml = ({ name, key, category, valueName, body, fields }: PolicyXml): string => `
    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_help)"${
      fields ? ` presentation="$(presentation.${name})"` : ''
    } key="${key}"${valueName ? ` valueName="${valueName}"` : ''}>
      <parentCategory ref="${category}"/>
      <supportedOn ref="fineline_supported"/>${body}
    </policy>`

const elements = (...inner: string[]): string => `
      <elements>${inner.map((one) => `\n        ${one}`).join('')}
      </elements>`

const list = (id: string, key: string) => `<list id="${id}" key="${key}" valuePrefix=""/>`

/** The element for a key of the extension's policy; null for one that is merely on or off. */
function element(
  name: string,
  key: string,
  { type, enum: words, minimum, maximum }: SchemaKey,
): string | null {
  if (type === 'boolean') return null
  if (type === 'array') return list(name, `${key}\\${name}`)
  if (type === 'integer')
    return `<decimal id="${name}" valueName="${name}" required="true" minValue="${minimum ?? 0}" maxValue="${maximum ?? 9999}"/>`
  if (!words) return `<text id="${name}" valueName="${name}" required="true"/>`
  const items = words.map(
    (word) =>
      `<item displayName="$(string.word_${word.replace(/\W/g, '_')})"><value><string>${xml(word)}</string></value></item>`,
  )
  return `<enum id="${name}" valueName="${name}" required="true">${items.join('')}</enum>`
}

const ON_OFF = `
      <enabledValue><decimal value="1"/></enabledValue>
      <disabledValue><decimal value="0"/></disabledValue>`

function storagePolicy(browser: Browser, id: string, name: string, schema: SchemaKey): string {
  const key = storageKey(browser, id)
  const field = element(name, key, schema)
  return policyXml({
    name: policyName(browser, name),
    key,
    category: categoryName(browser),
    ...(field === null && { valueName: name }),
    body: field === null ? ON_OFF : elements(field),
    fields: field !== null,
  })
}

const fixed = (name: string, value: string) => `
        <item valueName="${name}"><value>${value}</value></item>`

function installPolicy(browser: Browser, id: string): string {
  const key = settingsKey(browser, id)
  const pinned = browser === 'chrome' ? ['toolbar_pin', 'force_pinned'] : ['toolbar_state', 'force_shown']
  const always = `
      <enabledList>${fixed('installation_mode', '<string>force_installed</string>')}${fixed(
        'override_update_url',
        '<decimal value="1"/>',
      )}${fixed(pinned[0] ?? '', `<string>${pinned[1]}</string>`)}
      </enabledList>`
  const fields = elements(
    '<text id="update_url" valueName="update_url" required="true"/>',
    '<text id="minimum_version_required" valueName="minimum_version_required"/>',
    list('runtime_blocked_hosts', `${key}\\runtime_blocked_hosts`),
    list('runtime_allowed_hosts', `${key}\\runtime_allowed_hosts`),
  )
  const name = policyName(browser, 'install')
  return policyXml({ name, key, category: categoryName(browser), body: always + fields, fields: true })
}

/**
 * An administrative template for group policy: installation and every key of the extension's own policy, for Chrome and
 * for Edge, written to the extension's keys alone. Words are in the ADML files beside it.
 */
export function admx(bank: string, id: string): string {
  const schema = Object.entries(managedSchema())
  const policies = BROWSERS.flatMap((browser) => [
    installPolicy(browser, id),
    ...schema.map(([name, key]) => storagePolicy(browser, id, name, key)),
  ])
  const categories = BROWSERS.map(
    (browser) => `
    <category name="${categoryName(browser)}" displayName="$(string.${categoryName(browser)})">
      <parentCategory ref="fineline"/>
    </category>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="fineline" namespace="Fineline.Policies.${bank.replace(/-/g, '_')}"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions>
      <definition name="fineline_supported" displayName="$(string.fineline_supported)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="fineline" displayName="$(string.fineline)"/>${categories.join('')}
  </categories>
  <policies>${policies.join('')}
  </policies>
</policyDefinitions>
`
}
