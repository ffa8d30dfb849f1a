import { useEffect, useState } from 'react'
import { PLAYBOOK_KEPT } from '../../messages.ts'
import { getChanges, getMe, getPlaybook } from '../api.ts'
import type { PageProps } from '../page.ts'
import { type Loaded, useLoad } from '../use-load.ts'

/** How often somebody else's work is looked for. Milliseconds. */
const AGAIN = 15_000

type Data = Pick<PageProps, 'me' | 'playbook' | 'changes'>

/** What every page stands on, and when it was last had. */
export type Given = Loaded<Data>

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** What is still the same stays the same object: nothing that rests on it is drawn anew. */
function kept(known: Data | null, { me, playbook, changes }: Data): Data {
  if (!known) return { me, playbook, changes }
  const next = {
    me: same(known.me, me) ? known.me : me,
    playbook: same(known.playbook.digest, playbook.digest) ? known.playbook : playbook,
    changes: same(known.changes, changes) ? known.changes : changes,
  }
  const all = next.me === known.me && next.playbook === known.playbook && next.changes === known.changes
  return all ? known : next
}

function lookingAtAll(): () => Promise<Data> {
  let known: Data | null = null
  return async () => {
    const [me, playbook] = await Promise.all([getMe(), getPlaybook()])
    // Agents are shown no changes: the edge refuses them, and that is no fault.
    const reads = me.roles.some((role) => role !== 'agent')
    const { changes } = reads ? await getChanges() : { changes: [] }
    known = kept(known, { me, playbook, changes })
    return known
  }
}

/** Who is here, the playbook in force and what is being written; looked at again while in sight. */
export function useGiven(): Given {
  const [load] = useState(lookingAtAll)
  const given = useLoad(load, AGAIN)
  const { reload } = given
  useEffect(() => {
    // The background keeps a playbook as soon as it hears of it, long before the next look.
    const heard = (kept: Record<string, unknown>) => PLAYBOOK_KEPT in kept && reload()
    chrome.storage.local.onChanged.addListener(heard)
    return () => chrome.storage.local.onChanged.removeListener(heard)
  }, [reload])
  return given
}
