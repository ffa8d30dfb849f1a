import { join } from 'node:path'
import { readOrCreatePolicy } from '../../db/local-policy.ts'
import type { Policy } from '../../extension/policy.ts'
import { buildExtension } from '../../rollout/build/extension.ts'
import type { Adapter } from '../../worker/contract/adapter.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { type Crm, startCrm } from '../crm/server.ts'
import { type BankExtract, type LoadedData, loadData } from './data.ts'
import { type RunningEdge, startEdge } from './edge.ts'
import { stampExtension } from './extension.ts'
import { extensionId, PUBLIC_KEY } from './extension-id.ts'
import { signInByHttp, startIdentity } from './identity.ts'
import { CLIENT_ID, clientOf } from './identity-configuration.ts'
import { lockHome } from './lock.ts'
import { expectAllFree, freePort } from './ports.ts'
import type { Progress } from './report.ts'

const AUDIENCE = 'https://fineline.local/edge'

export interface StandOptions {
  /** Folder below which everything of this stand is kept. */
  home: string
  progress: Progress
  /** Zero takes any free port. */
  ports: { edge: number; identity: number; crm: number }
  /** How many customers the sample holds. */
  sampleSize?: number
  /** Also computes groups of the sample from data and lets them go live. */
  groups?: boolean
  /** A bank extract instead of the sample. */
  extract?: BankExtract
  /** A CRM that runs already, instead of the simulator. */
  crmUrl?: string
  adapters?: Adapter[]
  /** Changes the playbook before it is published. */
  playbook?: (shipped: Playbook) => Playbook
  /** What runs in the place of the shipped Worker, below the checkout. */
  edgeEntry?: string
  /** The edge counts no requests: for who asks as fast as a machine can. */
  unlimited?: boolean
  language?: 'zh-CN' | 'en'
  /** Another extension that edge and provider know, such as a packaged one. */
  packagedId?: string
  /** More keys of the local policy. */
  policy?: Partial<Policy>
  /** Who signs in; left out: `agent-01`. */
  account?: string
  /** Pass more to the simulator's people, by number. */
  people?: Parameters<typeof startCrm>[0]['people']
  /** Stands between extension and Worker, as the bank's network does. */
  network?: (edgeUrl: string) => Promise<{ url: string; close(): Promise<void> }>
}

/** Everything of Fineline on one machine, but for the browser. */
export interface Stand {
  data: LoadedData
  secret: string
  /** Name of that secret. */
  keyId: string
  /** Audience of access tokens. */
  audience: string
  edgeUrl: string
  issuer: string
  crmUrl: string
  /** The simulator, where it is the CRM. */
  crm: Crm | null
  extensionDir: string
  extensionId: string
  /** Folder of the extension for a browser in which that account is signed in. */
  extensionFor(account: string): Promise<string>
  /** An access token of that account, as the provider gives it to a browser. */
  signIn(account: string): Promise<string>
  /** Ends the Worker alone, as an outage; `startEdge` brings it back on the same port and data. */
  stopEdge(): Promise<void>
  startEdge(): Promise<void>
  close(): Promise<void>
}

/** Starts everything in the order in which it depends on each other; on failure ends what was started. */
export async function openStand(options: StandOptions): Promise<Stand> {
  const { home, progress } = options
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of closers.toReversed()) await end()
    closers.length = 0
  }
  try {
    closers.push(await lockHome(home))
    await expectAllFree(options)
    const id = extensionId(PUBLIC_KEY)
    const extensionIds = [id, ...(options.packagedId ? [options.packagedId] : [])]
    const local = await readOrCreatePolicy(home)
    const stateDir = join(home, 'state')
    const data = await progress.step('Database and playbook', () =>
      loadData({
        stateDir,
        secret: local.hmacSecret,
        adapters: options.adapters ?? [],
        say: (line) => console.log(`  ${line}`),
        ...(options.playbook && { change: options.playbook }),
        ...(options.groups && { groups: true }),
        ...(options.extract && { extract: options.extract }),
        ...(options.sampleSize && { sampleSize: options.sampleSize }),
      }),
    )
    await progress.step('Extension build', () => buildExtension())
    const identity = await progress.step('OpenID provider', () =>
      startIdentity({
        port: options.ports.identity,
        extensionIds,
        audience: AUDIENCE,
        stateDir: join(home, 'identity'),
        autoSignIn: options.account ?? true,
      }),
    )
    closers.push(identity.close)
    let edge: RunningEdge | null = null
    const port = options.ports.edge || (await freePort())
    const startOwnEdge = async () => {
      const logFile = join(home, 'logs', 'edge.log')
      edge = await startEdge({
        port,
        stateDir,
        issuer: identity.issuer,
        audience: AUDIENCE,
        extensionIds,
        logFile,
        ...(options.edgeEntry && { entry: options.edgeEntry }),
        ...(options.unlimited && { unlimited: true }),
      })
    }
    const stopEdge = async () => {
      await edge?.close()
      edge = null
    }
    closers.push(stopEdge)
    await progress.step('Worker', startOwnEdge)
    const crm = options.crmUrl ? null : await progress.step('CRM simulator', () => openCrm(options, data))
    if (crm) closers.push(crm.close)
    const crmUrl = options.crmUrl ?? crm?.url ?? ''
    const network = await options.network?.(`http://127.0.0.1:${port}`)
    if (network) closers.push(network.close)
    const edgeUrl = network?.url ?? `http://127.0.0.1:${port}`
    const hosts = {
      pages: [crmUrl, ...(options.adapters ?? []).flatMap(({ hosts }) => hosts)],
      servers: [edgeUrl, identity.issuer],
    }
    const policy = {
      edgeUrl,
      issuer: identity.issuer,
      audience: AUDIENCE,
      hmacSecret: local.hmacSecret,
      hmacKeyId: local.hmacKeyId,
      language: options.language ?? 'zh-CN',
      ...options.policy,
    }
    const stamp = (dir: string, clientId: string) => stampExtension(dir, hosts, { ...policy, clientId })
    const extensionDir = await stamp(join(home, 'extension'), CLIENT_ID)
    return {
      data,
      secret: local.hmacSecret,
      keyId: local.hmacKeyId,
      audience: AUDIENCE,
      edgeUrl,
      issuer: identity.issuer,
      crmUrl,
      crm,
      extensionDir,
      extensionId: id,
      extensionFor: (account) => stamp(join(home, 'people', account, 'extension'), clientOf(account)),
      signIn: (agent) => signInByHttp(identity, { agent }),
      stopEdge,
      startEdge: startOwnEdge,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function openCrm(options: StandOptions, { customers, playbook }: LoadedData): Promise<Crm> {
  const people = options.people ? { people: options.people } : {}
  return startCrm({ port: options.ports.crm, customers, products: playbook.products, ...people })
}
