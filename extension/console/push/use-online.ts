import { useEffect, useState } from 'react'
import { getPushes } from '../api.ts'
import type { Online } from '../shell/header.tsx'

/** How often agents online are counted where nobody looks closely. Milliseconds. */
const AGAIN = 15_000

/** How many browsers are online and have the playbook in force; null where that cannot be had. */
export function useOnline(asked: boolean): Online | null {
  const [online, setOnline] = useState<Online | null>(null)
  useEffect(() => {
    if (!asked) return
    const take = ({ online, current }: Online) =>
      setOnline((now) => (now?.online === online && now.current === current ? now : { online, current }))
    const look = () =>
      document.visibilityState === 'visible' && void getPushes().then(take, () => setOnline(null))
    look()
    const timer = setInterval(look, AGAIN)
    return () => clearInterval(timer)
  }, [asked])
  return online
}
