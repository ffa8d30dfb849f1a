import { useEffect, useState } from 'react'
import { getChanges, getMe, getPlaybook } from '../api.ts'
import type { PageProps } from '../page.ts'
import { type Loaded, useLoad } from '../use-load.ts'

/** How often somebody else's work is looked for. Milliseconds. */
const AGAIN = 15_000

type Data = Pick<PageProps, 'me' | 'playbook' | 'changes'>

/** What every page stands on, and when it was last had. */
export interface Given extends Loaded<Data> {
  seenAt: Date | null
}

/** Looks at everything; a playbook that is still the same stays the same object, with all that was made of it. */
function looking(): () => Promise<Data> {
  let known: Data['playbook'] | null = null
  return async () => {
    const [me, playbook] = await Promise.all([getMe(), getPlaybook()])
    if (known?.version !== playbook.version || known.digest !== playbook.digest) known = playbook
    // Agents are shown no changes: the edge refuses them, and that is no fault.
    const reads = me.roles.some((role) => role !== 'agent')
    const { changes } = reads ? await getChanges() : { changes: [] }
    return { me, playbook: known, changes }
  }
}

/** Who is here, the playbook in force and what is being written; looked at again while in sight. */
export function useGiven(): Given {
  const [load] = useState(looking)
  const loaded = useLoad(load, AGAIN)
  const [seenAt, setSeenAt] = useState<Date | null>(null)
  const { data } = loaded
  useEffect(() => {
    if (data) setSeenAt(new Date())
  }, [data])
  return { ...loaded, seenAt }
}
