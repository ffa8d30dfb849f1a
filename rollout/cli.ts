import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runCommand } from '../db/command.ts'
import { WrongUsage } from '../db/trouble.ts'
import type { Text } from '../worker/contract/text.ts'
import { buildExtension } from './build/extension.ts'
import { ROOT } from './build/root.ts'
import { commitOf } from './commit.ts'
import { RINGS, readConfig } from './config.ts'
import { defaultKeyFile, readOrCreateKey } from './pack/key.ts'
import { ownVersion, packageBank } from './package.ts'
import { PLACE, readSecret } from './secret.ts'

const USAGE = `npm run package -- --config FILE [--out DIR] [--key FILE] [--secret-file FILE]

  --config FILE       a bank's rollout: hosts, rings, policy (see rollout/bank.config.example.json)
  --out DIR           where packages of every version and all policy files are kept (default .fineline/rollout/ID)
  --key FILE          private key that signs the packages, made on first use (default ~/.config/fineline/ID.pem)
  --secret-file FILE  secret of the customer keys for the policy files; or FINELINE_HMAC_SECRET in the environment;
                      without either they carry the words ${PLACE} in its place

  docs/rollout.md tells what to load where, how a version reaches the rings, and how to go back.
`

const OPTIONS = {
  config: { type: 'string' },
  out: { type: 'string' },
  key: { type: 'string' },
  'secret-file': { type: 'string' },
} as const

const NO_CONFIG: Text = { zh: '请用 --config 指明配置文件。', en: 'Name the config with --config.' }
const NEW_KEY = (file: string): Text => ({
  zh: `! 新建了签名密钥 ${file}。请妥善备份：没有它就无法再更新这个扩展。`,
  en: `! Made the signing key ${file}. Keep a copy in a safe place: without it this extension can never be updated.`,
})
const CHANGED: Text = {
  zh: '! 工作目录里有未提交的改动：这些包无法由提交重新构建。',
  en: '! The working tree has changes that no commit holds: these packages cannot be built again from the commit.',
}
const NO_SECRET: Text = {
  zh: `! 没有给出客户键密钥：策略文件在它的位置写着 ${PLACE}。填好之前 Fineline 不会启用。`,
  en: `! No secret was given: the policy files carry ${PLACE} in its place, and Fineline stays off until it is filled in.`,
}
const DONE = (out: string, id: string): Text => ({
  zh: `✓ 扩展 ${id}\n  ${out}/serve     放到更新服务器\n  ${out}/policies  按发布环和平台加载\n  ${out}/versions  归档：退回时需要`,
  en: `✓ Extension ${id}\n  ${out}/serve     goes onto the update server\n  ${out}/policies  is loaded by ring and platform\n  ${out}/versions  is for the record, and to go back to`,
})

await runCommand(USAGE, OPTIONS, async (values, language) => {
  if (!values.config) throw new WrongUsage(NO_CONFIG)
  const config = readConfig(values.config)
  const secret = readSecret(values['secret-file'], process.env.FINELINE_HMAC_SECRET)
  const keyFile = resolve(values.key ?? defaultKeyFile(config.id))
  const { key, made } = await readOrCreateKey(keyFile)
  const out = values.out ?? join('.fineline', 'rollout', config.id)
  const say = (line: string) => console.log(line)
  if (made) say(NEW_KEY(keyFile)[language])
  if (commitOf()?.id.endsWith('+changes')) say(CHANGED[language])
  if (secret === null) say(NO_SECRET[language])
  const { version: checkout } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  // From nothing: what an earlier run left in the checkout is not what is signed.
  if (RINGS.some((ring) => config.rings[ring].version === ownVersion(checkout, config))) {
    say('▸ Building from nothing …')
    await buildExtension({ afresh: true })
  }
  const { id } = await packageBank({ config, out, key, secret, checkout, say })
  for (const ring of RINGS) say(`  ${ring.padEnd(6)} ${config.rings[ring].version}`)
  say(DONE(out, id)[language])
})
