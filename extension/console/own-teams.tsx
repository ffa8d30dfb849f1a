import { BANK_WIDE } from '../../worker/contract/context.ts'
import { scopeTexts } from '../texts/console/scope.ts'
import { inLanguage } from './language.ts'
import type { PageProps } from './page.ts'

/** Says whose figures these are, to who does not see those of the whole bank. */
export function OwnTeams({ me, lang }: Pick<PageProps, 'me' | 'lang'>) {
  const t = inLanguage(scopeTexts, lang)
  if (me.roles.some((role) => BANK_WIDE.includes(role))) return null
  return <p className="small dim">{me.teams.length ? t.own(me.teams.join(t.and)) : t.none}</p>
}
