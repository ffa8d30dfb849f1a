import { useEffect, useState } from 'react'
import { getPushes } from '../api.ts'
import type { Online } from '../shell/header.tsx'

/** How often agents online are counted where nobody looks closely. Milliseconds. */
const AGAIN = 15_000

const sameBrowsers = (a: Online['agents'], b: Online['agents']): boolean =>
  a.length === b.length &&
  a.every(({ online, version }, at) => online === b[at]?.online && version === b[at]?.version)

/** How many browsers are online and have the playbook in force; null where that cannot be had. */
export function useOnline(asked: boolean): Online | null {
  const [online, setOnline] = useState<Online | null>(null)
  useEffect(() => {
    if (!asked) return
    const take = ({ agents }: Online) =>
      setOnline((now) => (now && sameBrowsers(now.agents, agents) ? now : { agents }))
    const look = () =>
      document.visibilityState === 'visible' && void getPushes().then(take, () => setOnline(null))
    look()
    const timer = setInterval(look, AGAIN)
    return () => clearInterval(timer)
  }, [asked])
  return online
}
