import type { PushReport } from '../contract/live.ts'
import type { Agent } from '../middleware/verify-token.ts'
import type { Scope } from '../services/teams/scope.ts'
import type { DirectoryCalls, Objects, TeamCalls } from './calls.ts'
import type { Live } from './live.ts'
import { within } from './merge-reports.ts'

/** Bindings of the live channel. */
export interface LiveEnv {
  DIRECTORY: Objects<DirectoryCalls>
  TEAM: Objects<TeamCalls>
}

const directoryOf = ({ DIRECTORY }: LiveEnv) => DIRECTORY.getByName('directory')

/** The open browsers of this deployment. */
export const liveOf = (env: LiveEnv): Live => ({
  announce: (announcement) => directoryOf(env).announce(announcement),
})

/** Nobody can say who is online. */
export class LiveUnavailable extends Error {
  override name = 'LiveUnavailable'
}

/**
 * What is in force and who has it, as far as the scope goes; counted once a second for all who ask.
 * @throws LiveUnavailable
 */
export async function pushReport(env: LiveEnv, scope: Scope): Promise<PushReport> {
  try {
    return within(await directoryOf(env).report(), scope)
  } catch (cause) {
    throw new LiveUnavailable('the Directory does not answer', { cause })
  }
}

/** A ticket names the object that holds it, by an id that cannot be made up, and a secret. */
export function ticketFor({ TEAM }: LiveEnv, { subject, roles, teams, expires }: Agent): Promise<string> {
  const [team = ''] = teams
  return TEAM.getByName(team).ticket({ agent: subject, team, teams, roles, until: expires })
}

/** Hands the request to the object that its ticket names. Null: no such ticket, or no longer. */
export async function openSocket(
  { TEAM }: LiveEnv,
  request: Request,
  ticket: string,
): Promise<Response | null> {
  const answer = await teamOf(TEAM, ticket)?.fetch(request)
  return answer?.status === 101 ? answer : null
}

function teamOf(objects: Objects<TeamCalls>, ticket: string) {
  const [id = ''] = ticket.split('.')
  try {
    return objects.get(objects.idFromString(id))
  } catch {
    return undefined
  }
}
