import { env, exports } from 'cloudflare:workers'
import type { WebSocket } from '@cloudflare/workers-types'
import { inject } from 'vitest'
import { type Announcement, type FromBrowser, type Notice, ToBrowser } from '../../worker/contract/live.ts'
import type { Member } from '../../worker/live/calls.ts'

let version = 0

/** The next version's announcement, changed as told. */
export function announcement(change: Partial<Announcement> = {}): Announcement {
  version += 1
  return {
    version,
    digest: 'a'.repeat(64),
    publishedAt: '2026-11-24T02:09:00.000Z',
    timeZone: 'Asia/Shanghai',
    gone: [],
    notice: null,
    over: [],
    ...change,
  }
}

/** A notice of the version to come, changed as told. */
export const notice = (change: Partial<Notice> = {}): Notice => ({
  id: crypto.randomUUID(),
  version: version + 1,
  kind: 'tip',
  itemId: 'call-back',
  urgent: false,
  text: { zh: '暂停申购', en: 'Subscriptions are suspended' },
  audience: {},
  until: null,
  ...change,
})

export const member = (change: Partial<Member> = {}): Member => ({
  agent: `agent-${crypto.randomUUID()}`,
  team: 'one',
  teams: [change.team ?? 'one'],
  roles: ['agent'],
  until: Date.now() + 600_000,
  ...change,
})

/** A browser's end of the channel, and everything it heard. */
export interface Browser {
  heard: ToBrowser[]
  pongs: number
  closed: { code: number; reason: string } | null
  send(message: FromBrowser | string | ArrayBuffer): void
  close(): void
  /** How often it heard of that notice. */
  told(notice: Notice): number
  /** What it heard of one type. */
  of<T extends ToBrowser['type']>(type: T): Extract<ToBrowser, { type: T }>[]
}

export const upgrade = (ticket: string, have = 0, headers: Record<string, string> = {}): Promise<Response> =>
  exports.default.fetch(`https://edge.example/v1/live?ticket=${ticket}&have=${have}`, {
    headers: { upgrade: 'websocket', origin: inject('origin'), ...headers },
  })

function listen(socket: WebSocket): Browser {
  const browser: Browser = {
    heard: [],
    pongs: 0,
    closed: null,
    send: (message) =>
      socket.send(
        typeof message === 'string' || message instanceof ArrayBuffer ? message : JSON.stringify(message),
      ),
    close: () => socket.close(1000),
    told: ({ id }) => browser.of('notice').filter(({ notice }) => notice.id === id).length,
    of: (type) => browser.heard.filter((one) => one.type === type) as never,
  }
  socket.addEventListener('message', ({ data }) => {
    if (data === 'pong') browser.pongs += 1
    else browser.heard.push(ToBrowser.parse(JSON.parse(String(data))))
  })
  socket.addEventListener('close', ({ code, reason }) => {
    browser.closed = { code, reason }
  })
  socket.accept()
  return browser
}

/** Opens a browser's end with a ticket. */
export async function open(ticket: string, have = 0): Promise<Browser> {
  const answer = (await upgrade(ticket, have)) as Response & { webSocket: WebSocket | null }
  if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`)
  return listen(answer.webSocket)
}

/** Opens a browser's end for somebody. */
export const join = async (who: Member, have = 0): Promise<Browser> =>
  open(await env.TEAM.getByName(who.team).ticket(who), have)
