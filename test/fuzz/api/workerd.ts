import { readdirSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { startWorkerd } from '../../bench/push/workerd.ts'
import type { Identity } from '../../stand/identity.ts'
import { startIdentityWithPrograms } from '../../worker/programs.ts'
import { makeTokens, type Programs } from '../../worker/tokens.ts'
import { countWrites, type Writes, writtenBetween } from '../../worker/writes.ts'
import type { Target } from './fuzz.ts'
import { MARK } from './nasty.ts'
import type { FuzzRequest } from './requests.ts'
import { sendTo } from './send.ts'

const AUDIENCE = 'https://fineline.local/edge'
const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop'
/** Access tokens end after ten minutes. Milliseconds. */
const TOKENS_SERVE = 480_000

const keyOf = (n: number) => n.toString(16).padStart(64, '0')
const customerKeys = Array.from({ length: 5 }, (_, at) => keyOf(at + 1))

export interface RunningTarget extends Target {
  close(): Promise<void>
}

/** The shipped Worker in workerd with its D1 on disk, a real provider, and real tokens of every role. */
export async function openTarget(): Promise<RunningTarget> {
  const { identity, programs } = await startIdentityWithPrograms({
    extensionIds: [EXTENSION],
    audience: AUDIENCE,
  })
  const bindings = {
    OIDC_ISSUER: identity.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    ALLOWED_ORIGINS: `chrome-extension://${EXTENSION}`,
    RATE_LIMITS: 'off',
  }
  const told: string[] = []
  const edge = await startWorkerd(bindings, (line) => {
    if (line.includes(MARK)) told.push(line)
  })
  await publishSmall(openDatabase(edge.playbook as unknown as Binding))
  for (const db of [edge.playbook, edge.customers]) await countWrites(db)
  const counted = openCounts(edge.home)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const credentials = await openCredentials(identity, programs)
  let before = counted.read()
  const send = async (request: FuzzRequest) => {
    const authorization = await credentials.of(request.as)
    const answer = await sendTo(edge.url, agent, request, authorization)
    const now = counted.read()
    const written = writtenBetween(before, now)
    before = now
    return answer && { ...answer, written }
  }
  const close = async () => {
    agent.destroy()
    counted.close()
    await edge.close()
    await identity.close()
  }
  return { send, forgeries: credentials.forgeries, customerKeys, told, close }
}

/** Few of everything: each change that gets through publishes it anew. */
async function publishSmall(db: ReturnType<typeof openDatabase>): Promise<void> {
  const { tips, checks, ...rest } = assemblePlaybook()
  const few = {
    ...rest,
    tips: tips.slice(0, 5),
    checks: checks.filter(({ on }) => on === 'customer').slice(0, 5),
  }
  await publish(db, { ...few, scripts: [] }, new Date().toISOString())
}

async function openCredentials(identity: Identity, programs: Programs) {
  const make = async () => ({ tokens: await makeTokens(identity, programs), at: Date.now() })
  let made = await make()
  return {
    forgeries: Object.keys(made.tokens.refused),
    async of(as: string): Promise<string | null> {
      if (Date.now() - made.at > TOKENS_SERVE) made = await make()
      if (as === 'none') return null
      return `Bearer ${made.tokens.refused[as] ?? made.tokens[as as 'agent']}`
    },
  }
}

/** What the databases count of their own writes, read beside workerd from their files. */
function openCounts(home: string) {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.sqlite'),
  )
  const counting = files
    .map((name) => new DatabaseSync(join(home, name), { readOnly: true }))
    .filter((database) => {
      const [found] = database.prepare("select 1 from sqlite_master where name = 'write_count'").all()
      if (!found) database.close()
      return found
    })
  if (counting.length === 0) throw new Error(`no database that counts its writes below ${home}`)
  const read = (): Writes => {
    const sums: Writes = {}
    for (const database of counting)
      for (const { name, n } of database.prepare('select name, n from write_count').all())
        sums[String(name)] = (sums[String(name)] ?? 0) + Number(n)
    return sums
  }
  const close = () => {
    for (const database of counting) database.close()
  }
  return { read, close }
}
