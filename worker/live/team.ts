import { DurableObject } from 'cloudflare:workers'
import type { DurableObjectState, WebSocket } from '@cloudflare/workers-types'
import type { Announcement, Notice } from '../contract/live.ts'
import type { Env } from '../env.ts'
import { isFor, minutesToShift, timeIn } from './audience.ts'
import type { Member, Said, TeamCalls, TeamReport } from './calls.ts'
import { KEPT } from './directory-book.ts'
import { extend, openNotices, overNotices, playbookMessage } from './history.ts'
import { readMessage, type Seat, seatOf, send, TOKEN_ENDED, TOO_MANY, textOf } from './seat.ts'
import { openTeamBook } from './team-book.ts'
import { Tickets } from './tickets.ts'

const MINUTE = 60_000
/** Most open sockets of one agent: windows, profiles and machines, twice over. */
const SOCKETS = 10

/** The object of one team: its open browsers, what they have, and what they say of notices. */
export class Team extends DurableObject<Env> implements TeamCalls {
  readonly #book = openTeamBook(this.ctx.storage.sql)
  readonly #tickets = new Tickets()
  #history: Announcement[] = this.#book.history()
  #joined = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  async ticket(member: Member): Promise<string> {
    await this.#join(member.team)
    return `${this.ctx.id}.${this.#tickets.issue(member, Date.now())}`
  }

  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url)
    const [, secret = ''] = searchParams.get('ticket')?.split('.') ?? []
    const member = this.#tickets.redeem(secret, Date.now())
    if (!member) return new Response(null, { status: 403 })
    const { 0: near, 1: far } = new WebSocketPair()
    this.#makeRoom(member.agent)
    this.ctx.acceptWebSocket(far, [member.agent])
    await this.#greet(far, { ...member, have: Number(searchParams.get('have')), since: Date.now() })
    return new Response(null, { status: 101, webSocket: near } as ResponseInit)
  }

  async tell(said: Said[]): Promise<void> {
    const known = new Set(this.#history.map(({ version }) => version))
    const fresh = said.map((one) => one.announcement).filter(({ version }) => !known.has(version))
    if (!fresh.length) return
    const before = this.#history.at(-1)?.version ?? 0
    this.#history = extend(this.#history, fresh, KEPT)
    // Sent before it is kept: what is kept first holds messages back until the disk has it. Should this object end
    // between the two, the Directory tells it again.
    if (fresh.some(({ version }) => version > before)) this.#sendPlaybook()
    this.#sendOver(fresh.flatMap(({ over }) => over))
    const ids = fresh.map(({ notice }) => notice?.id)
    const notices = openNotices(this.#history, new Date()).filter(({ id }) => ids.includes(id))
    this.#sendNotices(notices)
    this.#book.keep(fresh, this.#history)
    await this.#wakeForShifts(notices)
  }

  async report(notices: string[]): Promise<TeamReport> {
    const online = new Map(this.#seats().map(([, seat]) => [seat.agent, seat.have]))
    const now = new Date().toISOString()
    const agents = this.#book.agents()
    const teams = new Map(agents.map(({ agent, team }) => [agent, team]))
    return {
      agents: agents.map(({ seen_at: seenAt, ...one }) => {
        const have = online.get(one.agent)
        if (have === undefined) return { ...one, seenAt, online: false }
        return { ...one, seenAt: now, online: true, version: have }
      }),
      reach: notices.map((notice) => ({
        notice,
        receipts: this.#book.reach(notice).map((one) => ({ ...one, team: teams.get(one.agent) ?? '' })),
      })),
    }
  }

  async webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): Promise<void> {
    const message = readMessage(socket, text)
    if (!message) return
    const seat = seatOf(socket)
    if (message.type === 'have') return socket.serializeAttachment({ ...seat, have: message.version })
    for (const receipt of message.receipts) this.#book.receive(seat.agent, receipt, new Date())
    send(socket, textOf({ type: 'taken', receipts: message.receipts.map(({ id }) => id) }))
  }

  async webSocketClose(socket: WebSocket): Promise<void> {
    const seat = seatOf(socket)
    this.#book.see(seat, seat.have, new Date())
  }

  /** Tokens end, and shifts begin. */
  async alarm(): Promise<void> {
    const now = Date.now()
    const seats = this.#seats()
    for (const [socket, { until }] of seats) if (until <= now) socket.close(...TOKEN_ENDED)
    const notices = openNotices(this.#history, new Date(now)).filter(({ audience }) => audience.shifts)
    this.#sendNotices(notices)
    const next = Math.min(...seats.map(([, { until }]) => until).filter((until) => until > now))
    if (Number.isFinite(next)) await this.#wakeBy(next)
    await this.#wakeForShifts(notices)
  }

  async #join(team: string): Promise<void> {
    if (this.#joined) return
    await this.tell(await this.env.DIRECTORY.getByName('directory').join(team))
    this.#joined = true
  }

  /** A line that broke unnoticed holds its socket for a while: the oldest goes, not the one that comes. */
  #makeRoom(agent: string): void {
    const own = this.ctx.getWebSockets(agent).toSorted((a, b) => seatOf(a).since - seatOf(b).since)
    for (const socket of own.slice(0, Math.max(0, own.length - SOCKETS + 1))) socket.close(...TOO_MANY)
  }

  #seats = (): [WebSocket, Seat][] => this.ctx.getWebSockets().map((socket) => [socket, seatOf(socket)])

  /** What happened while the browser was away. */
  async #greet(socket: WebSocket, seat: Seat): Promise<void> {
    socket.serializeAttachment(seat)
    this.#book.see(seat, seat.have, new Date())
    const playbook = playbookMessage(this.#history, seat.have)
    if (playbook) send(socket, textOf(playbook))
    const over = overNotices(this.#history)
    if (over.length) send(socket, textOf({ type: 'over', notices: over }))
    const acknowledged = this.#book.acknowledged(seat.agent)
    for (const notice of openNotices(this.#history, new Date())) {
      if (acknowledged.has(notice.id) || !this.#isFor(notice, seat)) continue
      send(socket, textOf({ type: 'notice', notice }))
      this.#book.told(notice.id, [seat.agent])
    }
    await this.#wakeBy(seat.until)
  }

  #isFor({ audience }: Notice, seat: Seat): boolean {
    const zone = this.#history.at(-1)?.timeZone ?? 'UTC'
    return isFor(audience, seat, audience.shifts ? timeIn(zone, new Date()) : '')
  }

  #sendPlaybook(): void {
    const texts = new Map<number, string>()
    for (const [socket, { have }] of this.#seats()) {
      const message = texts.has(have) ? null : playbookMessage(this.#history, have)
      if (message) texts.set(have, textOf(message))
      send(socket, texts.get(have) ?? '')
    }
  }

  #sendOver(notices: string[]): void {
    const text = textOf({ type: 'over', notices })
    if (notices.length) for (const socket of this.ctx.getWebSockets()) send(socket, text)
  }

  /** To everybody they are for who has not been told. */
  #sendNotices(notices: Notice[]): void {
    const told = notices.map((notice) => {
      const before = this.#book.wasTold(notice.id)
      const text = textOf({ type: 'notice', notice })
      const seats = this.#seats().filter(([, seat]) => !before.has(seat.agent) && this.#isFor(notice, seat))
      for (const [socket] of seats) send(socket, text)
      return { id: notice.id, agents: seats.map(([, { agent }]) => agent) }
    })
    for (const { id, agents } of told) this.#book.told(id, agents)
  }

  async #wakeForShifts(notices: Notice[]): Promise<void> {
    const time = timeIn(this.#history.at(-1)?.timeZone ?? 'UTC', new Date())
    const minutes = Math.min(...notices.map(({ audience }) => minutesToShift(audience, time)))
    if (Number.isFinite(minutes)) await this.#wakeBy(Date.now() + minutes * MINUTE)
  }

  async #wakeBy(at: number): Promise<void> {
    const due = await this.ctx.storage.getAlarm()
    if (due === null || at < due) await this.ctx.storage.setAlarm(at)
  }
}
