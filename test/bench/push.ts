import { runCommand, wholeNumber } from '../../db/command.ts'
import { extensionId, PUBLIC_KEY } from '../stand/extension-id.ts'
import { startIdentity } from '../stand/identity.ts'
import { Progress } from '../stand/report.ts'
import { type Figure, publishFigures } from './figures.ts'
import { type Agent, connect, each, listen, tokenOf } from './push/agents.ts'
import { type Approval, approvalIn, openPush, type Push } from './push/push.ts'
import { bareRound, figuresOf, halfAway, type Outcome, pushRound, together } from './push/rounds.ts'
import { startWorkerd } from './push/workerd.ts'

const HELP = `npm run bench:push -- [options]

  --agents N        connected at once in one team (1000)
  --many N          connected at once across the teams (5000); 0 leaves that part out
  --teams N         how many teams those are in (20)
  --rounds N        how often it is pushed to the first (20)
  --json FILE       writes the figures there too`

const OPTIONS = {
  agents: { type: 'string', default: '1000' },
  many: { type: 'string', default: '5000' },
  teams: { type: 'string', default: '20' },
  rounds: { type: 'string', default: '20' },
  json: { type: 'string' },
} as const

interface Options {
  agents: string
  many: string
  teams: string
  rounds: string
  json?: string
}

const AUDIENCE = 'https://fineline.local/edge'

async function open(): Promise<Push & { close(): Promise<void> }> {
  const id = extensionId(PUBLIC_KEY)
  const identity = await startIdentity({
    port: 0,
    extensionIds: [id],
    audience: AUDIENCE,
    autoSignIn: true,
  })
  const bindings = {
    OIDC_ISSUER: identity.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    ALLOWED_ORIGINS: `chrome-extension://${id}`,
    // Thousands come from one address here, as fast as they can.
    RATE_LIMITS: 'off',
  }
  const approvals: Approval[] = []
  const edge = await startWorkerd(bindings, (line) => {
    const approval = approvalIn(line)
    if (approval) approvals.push(approval)
  })
  const close = async () => {
    await edge.close()
    await identity.close()
  }
  const place = { ...identity, url: edge.url, origin: `chrome-extension://${id}` }
  return { ...(await openPush(edge.playbook, place, approvals)), close }
}

function openAgents({ place, version }: Push, count: number, teams: number): Promise<Agent[]> {
  return each(
    Array.from({ length: count }, (_, at) => at),
    async (at) =>
      connect(place, await tokenOf(place, `bench-${count}-${at}`, `team-${count}-${at % teams}`), version()),
  )
}

/** Bare and push in turns, so that whatever else the machine does meets both. */
async function measureOneTeam(push: Push, count: number, rounds: number): Promise<Figure[]> {
  const { place } = push
  const ears = await each(Array.from({ length: count }), () =>
    listen(`${place.url}/bench/bare`, place.origin),
  )
  const agents = await openAgents(push, count, 1)
  const [bare, pushed]: Outcome[][] = [[], []]
  // The first of each warms up.
  for (let round = 0; round <= rounds; round += 1) {
    bare?.push(await bareRound(place, ears))
    pushed?.push(await pushRound(push, agents))
  }
  const floor = together(bare?.slice(1) ?? [])
  const half = await halfAway(push, agents)
  for (const { socket } of [...ears, ...agents]) socket.close()
  return [
    ...figuresOf(`bare broadcast to ${count}`, floor),
    ...figuresOf(`push to ${count}`, together(pushed?.slice(1) ?? []), floor),
    ...figuresOf(`push to ${count}, half of them away until then`, half),
  ]
}

async function run(options: Options): Promise<void> {
  const count = wholeNumber(options.agents, '--agents', [2, 1e5])
  const many = wholeNumber(options.many, '--many', [0, 1e5])
  const teams = wholeNumber(options.teams, '--teams', [1, 1000])
  const rounds = wholeNumber(options.rounds, '--rounds', [1, 1000])
  const progress = new Progress()
  const push = await progress.step('Worker and playbook', open)
  try {
    const figures = await progress.step(`${count} agents in one team`, () =>
      measureOneTeam(push, count, rounds),
    )
    if (many) {
      const agents = await progress.step(`${many} agents in ${teams} teams come`, () =>
        openAgents(push, many, teams),
      )
      const pushed = await progress.step('Push', () => pushRound(push, agents))
      figures.push(...figuresOf(`push to ${many} in ${teams} teams`, pushed))
      for (const { socket } of agents) socket.close()
    }
    await publishFigures(figures, options.json)
  } finally {
    await push.close()
  }
}

await runCommand(HELP, OPTIONS, run)
