import { BANK_WIDE, type Role } from '../../contract/context.ts'
import { Refused } from '../refused.ts'

/** Teams whose figures somebody may see; null: every team of the bank. */
export type Scope = readonly string[] | null

export const scopeOf = ({ roles, teams }: { roles: readonly Role[]; teams: readonly string[] }): Scope =>
  roles.some((role) => BANK_WIDE.includes(role)) ? null : teams

export const inScope = (scope: Scope, team: string): boolean => scope === null || scope.includes(team)

/**
 * Nothing has been read when this throws: another's team and one that never was are answered alike, and as fast.
 * @throws Refused
 */
export function expectInScope(scope: Scope, team: string | undefined): void {
  if (team === undefined || inScope(scope, team)) return
  throw new Refused('no-such-team', {
    zh: '所问的团队不在你负责的团队之中。',
    en: 'The team asked for is not one of yours.',
  })
}
