import { readFile } from 'node:fs/promises'
import type { Text } from '../../worker/contract/text.ts'
import { runCommand } from '../command.ts'
import { Trouble, WrongUsage } from '../trouble.ts'
import { readAnchors } from './anchors.ts'
import { Chains } from './chains.ts'
import { sayFault } from './fault.ts'
import { fetchAudit } from './fetch.ts'
import { verifyDatabases } from './read-database.ts'
import { verifyFile } from './read-file.ts'
import type { Verified } from './verifier.ts'

const USAGE = `npm run audit -- export --edge URL --token-file FILE --out FILE
npm run audit -- verify FILE [--anchors FILE]
npm run audit -- verify --database NAME=FILE … [--anchors FILE]

  export             fetches the audit chains and the access logs of all databases of an edge
  verify             verifies them without the edge; names the first record that is not as it was written (exit code 1)
  --edge URL         address of the edge
  --token-file FILE  a file with an access token of an auditor or administrator
  --out FILE         where to write the export
  --database N=FILE  the SQLite file behind a local D1 and the name of its binding, in the place of an export; once for
                     each, the bank's (PLAYBOOK) first
  --anchors FILE     log lines of the edge that were kept elsewhere; without them a chain that was cut short or written
                     anew as a whole cannot be told from a sound one
`

const OPTIONS = {
  edge: { type: 'string' },
  'token-file': { type: 'string' },
  out: { type: 'string' },
  database: { type: 'string', multiple: true },
  anchors: { type: 'string' },
} as const

type Given = { [Name in Exclude<keyof typeof OPTIONS, 'database'>]?: string | undefined } & {
  database?: string[] | undefined
}

await runCommand(
  USAGE,
  OPTIONS,
  async (given, language, [verb, file]) => {
    if (verb === 'export' && !file) await runExport(given, language)
    else if (verb === 'verify') await runVerify(given, language, file)
    else throw new WrongUsage({ zh: '请写明 export 或 verify。', en: 'Say export or verify.' })
  },
  2,
)

async function runExport({ edge, 'token-file': tokenFile, out }: Given, language: keyof Text): Promise<void> {
  if (!edge || !tokenFile || !out)
    throw new WrongUsage({
      zh: 'export 需要 --edge、--token-file 和 --out。',
      en: 'export needs --edge, --token-file and --out.',
    })
  if (!URL.canParse(edge)) throw new WrongUsage({ zh: `${edge} 不是地址。`, en: `${edge} is no address.` })
  const token = (await read(tokenFile)).trim()
  const show = (count: number) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${count}`)
  }
  const count = await fetchAudit({ edge, token }, out, show)
  console.log({ zh: `已导出 ${count} 条记录：${out}`, en: `${count} records are in ${out}` }[language])
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new Trouble({ zh: `读不到 ${path}。`, en: `${path} cannot be read.` })
  })
}

async function runVerify(
  { database, anchors }: Given,
  language: keyof Text,
  file: string | undefined,
): Promise<void> {
  if (Boolean(file) === Boolean(database))
    throw new WrongUsage({
      zh: 'verify 需要一个导出文件，或 --database。',
      en: 'verify needs the file of an export, or --database.',
    })
  const noted = anchors ? await readAnchors(anchors) : []
  const chains = new Chains(noted)
  const { fault, verified } = file
    ? await verifyFile(await there(file), chains)
    : verifyDatabases((database ?? []).map(nameAndFile), chains)
  if (fault) throw new Trouble({ zh: sayFault(fault, 'zh'), en: sayFault(fault, 'en') })
  console.log(summary(verified, noted.length, language))
}

function nameAndFile(text: string): [name: string, file: string] {
  const [, name, file] = /^(\w+)=(.+)$/.exec(text) ?? []
  if (name && file) return [name, file]
  throw new WrongUsage({
    zh: `--database 写作“绑定名称=文件”，而不是“${text}”`,
    en: `--database is NAME=FILE, not "${text}"`,
  })
}

async function there(path: string): Promise<string> {
  const { stat } = await import('node:fs/promises')
  const found = await stat(path).catch(() => null)
  if (found?.isFile()) return path
  throw new Trouble({ zh: `没有 ${path} 这个文件。`, en: `There is no file ${path}.` })
}

function summary(verified: Verified, noted: number, language: keyof Text): string {
  const { entries, access, unsealed, anchors, dropped, customers } = verified
  const lines: Text[] = [
    {
      zh: `✓ ${entries} 条审计条目和 ${access} 条访问记录与写入时一致；核对锚点 ${anchors} 个。`,
      en: `✓ ${entries} audit entries and ${access} access lines are as they were written; anchors compared: ${anchors}.`,
    },
  ]
  if (dropped)
    lines.push({
      zh: `前 ${dropped} 条审计条目已按保存期限删除，其余从删除处起核验。`,
      en: `The first ${dropped} audit entries were dropped by retention; the rest was verified from their end.`,
    })
  if (unsealed)
    lines.push({
      zh: `未核验：最后 ${unsealed} 条访问记录尚未封存。`,
      en: `Not checked: the last ${unsealed} access lines are not sealed yet.`,
    })
  if (!customers)
    lines.push({
      zh: '未核验：各条记录所指的是哪位客户。导出文件不含这项内容；更换密钥之后也无法重新计算。',
      en: 'Not checked: which customers the records are about. An export does not hold it, and after a change of keys it cannot be made anew.',
    })
  if (!noted)
    lines.push({
      zh: '未核验：没有给出另行保存的锚点（--anchors），无法发现整条审计链被截断或整体重写。',
      en: 'Not checked: no anchors kept elsewhere were given (--anchors), so a chain cut short or written anew as a whole would not be noticed.',
    })
  return lines.map((line) => line[language]).join('\n')
}
