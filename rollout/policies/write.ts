import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Platform, RINGS, type RolloutConfig } from '../config.ts'
import { sumsOf } from '../pack/sums.ts'
import { adml } from './adml.ts'
import { admx } from './admx.ts'
import { googlePolicy, settingsText } from './google.ts'
import { intuneChrome, intuneEdge } from './intune.ts'
import { LINUX_FOLDERS, linuxPolicy } from './linux.ts'
import { mobileconfig } from './mobileconfig.ts'
import { regFile } from './reg-file.ts'
import { BROWSERS, type PolicySet, policySet } from './settings.ts'

type Files = [path: string, content: string | Buffer][]

/** What each platform loads, for one ring. */
const FILES: Record<Platform, (set: PolicySet) => Files> = {
  windows: (set) => BROWSERS.map((browser) => [`${browser}.reg`, regFile(set, browser)]),
  macos: (set) => BROWSERS.map((browser) => [`${browser}.mobileconfig`, mobileconfig(set, browser)]),
  linux: (set) =>
    Object.entries(LINUX_FOLDERS).map(([folder, browser]) => [
      `${folder}/fineline.json`,
      linuxPolicy(set, browser),
    ]),
  google: (set) => [
    ['extension-settings.json', settingsText(set, 'chrome')],
    ['policy-for-extensions.json', googlePolicy(set)],
  ],
  intune: (set) => [
    ['chrome.custom.json', intuneChrome(set)],
    ['edge.ps1', intuneEdge(set)],
    ['edge.extension-settings.json', settingsText(set, 'edge')],
  ],
}

/** The administrative template is the same for every ring: it says what can be set, not what is. */
const template = ({ id: bank, bank: name }: RolloutConfig, id: string): Files => [
  [`windows-admx/fineline-${bank}.admx`, admx(bank, id)],
  [`windows-admx/en-US/fineline-${bank}.adml`, adml('en', name)],
  [`windows-admx/zh-CN/fineline-${bank}.adml`, adml('zh-CN', name)],
]

/** Writes the policy files of every ring anew, readable by their owner alone, for they may hold the secret. */
export async function writePolicies(options: {
  config: RolloutConfig
  id: string
  secret: string | null
  out: string
}): Promise<void> {
  const { config, id, secret, out } = options
  const files: Files = config.platforms.includes('windows') ? template(config, id) : []
  for (const ring of RINGS) {
    const set = policySet(config, ring, id, secret)
    for (const platform of config.platforms)
      files.push(
        ...FILES[platform](set).map(([path, content]): Files[number] => [
          `${ring}/${platform}/${path}`,
          content,
        ]),
      )
  }
  await rm(out, { recursive: true, force: true })
  for (const [path, content] of files) {
    await mkdir(dirname(join(out, path)), { recursive: true, mode: 0o700 })
    await writeFile(join(out, path), content, { mode: 0o600 })
  }
  await writeFile(join(out, 'SHA256SUMS'), await sumsOf(out), { mode: 0o600 })
}
