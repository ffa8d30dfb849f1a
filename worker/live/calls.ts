import type { Role } from '../contract/context.ts'
import type { AgentState, Announcement, NoticeReach, PushReport } from '../contract/live.ts'

/** Who sits at the other end of a socket, from the token that opened it. */
export interface Member {
  agent: string
  /** The team whose object holds the socket; empty for agents without one. */
  team: string
  teams: readonly string[]
  roles: readonly Role[]
  /** When the token ends, and the socket with it. Milliseconds since 1970. */
  until: number
}

/** An announcement in the order of its coming: a version that was missed may come after a later one. */
export interface Said {
  sequence: number
  announcement: Announcement
}

/** How one team stands. */
export interface TeamReport {
  agents: AgentState[]
  /** By notice: everybody it was told, and what they said. */
  reach: { notice: string; receipts: NoticeReach['receipts'] }[]
}

/** What the one Directory can be asked. */
export interface DirectoryCalls {
  /** Tells every team; the same version a second time changes nothing. */
  announce(announcement: Announcement): Promise<void>
  /** From now on this team is told; answers what was said so far. */
  join(team: string): Promise<Said[]>
  report(): Promise<PushReport>
}

/** What the object of a team can be asked; besides, its `fetch` opens sockets: those travel in no other call. */
export interface TeamCalls {
  /** What it knows already it does not tell again. */
  tell(said: Said[]): Promise<void>
  /** A ticket for one socket, for half a minute. */
  ticket(member: Member): Promise<string>
  report(notices: string[]): Promise<TeamReport>
}

/** Objects of one class. */
export interface Objects<Calls> {
  getByName(name: string): Calls
  /** @throws TypeError for an id that is none of this class */
  idFromString(id: string): object
  get(id: object): { fetch(request: Request): Promise<Response> }
}
