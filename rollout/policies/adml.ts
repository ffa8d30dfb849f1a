import type { Language } from '../../worker/contract/text.ts'
import { categoryName, policyName } from './admx.ts'
import { managedSchema, type SchemaKey } from './schema.ts'
import { BROWSERS, type Browser } from './settings.ts'
import { FRAME, ZH } from './words.ts'
import { xml } from './xml.ts'

type Side = keyof typeof FRAME

const wordsOf = (side: Side, name: string, key: SchemaKey) => (side === 'zh' ? ZH[name] : null) ?? key

function field(name: string, label: string, { type, enum: words }: SchemaKey): string {
  if (type === 'array') return `<listBox refId="${name}">${xml(label)}</listBox>`
  if (type === 'integer') return `<decimalTextBox refId="${name}">${xml(label)}</decimalTextBox>`
  if (words) return `<dropdownList refId="${name}" noSort="true">${xml(label)}</dropdownList>`
  return `<textBox refId="${name}"><label>${xml(label)}</label></textBox>`
}

const presentation = (name: string, ...fields: string[]) => `
      <presentation id="${name}">${fields.map((one) => `\n        ${one}`).join('')}
      </presentation>`

function installFields(side: Side, browser: Browser): string {
  const { updateUrl, minimumVersion, blocked, allowed } = FRAME[side]
  return presentation(
    policyName(browser, 'install'),
    `<textBox refId="update_url"><label>${xml(updateUrl)}</label></textBox>`,
    `<textBox refId="minimum_version_required"><label>${xml(minimumVersion)}</label></textBox>`,
    `<listBox refId="runtime_blocked_hosts">${xml(blocked)}</listBox>`,
    `<listBox refId="runtime_allowed_hosts">${xml(allowed)}</listBox>`,
  )
}

function strings(side: Side, bankName: string): [string, string][] {
  const frame = FRAME[side]
  const schema = Object.entries(managedSchema())
  const enumWords = new Set(schema.flatMap(([, key]) => key.enum ?? []))
  const perBrowser = BROWSERS.flatMap((browser): [string, string][] => [
    [categoryName(browser), frame.category[browser]],
    [policyName(browser, 'install'), frame.install],
    [`${policyName(browser, 'install')}_help`, frame.installHelp],
    ...schema.flatMap(([name, key]): [string, string][] => {
      const { title, description } = wordsOf(side, name, key)
      return [
        [policyName(browser, name), title],
        [`${policyName(browser, name)}_help`, description],
      ]
    }),
  ])
  return [
    ['fineline', frame.product(bankName)],
    ['fineline_supported', frame.supported],
    ...[...enumWords].map((word): [string, string] => [`word_${word.replace(/\W/g, '_')}`, word]),
    ...perBrowser,
  ]
}

/** The words of the administrative template in one language. */
export function adml(language: Language, bankName: string): string {
  const side: Side = language === 'en' ? 'en' : 'zh'
  const schema = Object.entries(managedSchema()).filter(([, { type }]) => type !== 'boolean')
  const table = strings(side, bankName).map(
    ([id, text]) => `
      <string id="${id}">${xml(text)}</string>`,
  )
  const presentations = BROWSERS.flatMap((browser) => [
    installFields(side, browser),
    ...schema.map(([name, key]) =>
      presentation(policyName(browser, name), field(name, wordsOf(side, name, key).title, key)),
    ),
  ])
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>${xml(FRAME[side].product(bankName))}</displayName>
  <description>${xml(FRAME[side].installHelp)}</description>
  <resources>
    <stringTable>${table.join('')}
    </stringTable>
    <presentationTable>${presentations.join('')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}
