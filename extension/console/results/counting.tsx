import { useEffect, useState } from 'react'
import type { Language } from '../../../worker/contract/text.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import { inLanguage } from '../language.ts'

const SECOND = 1000

/** Seconds since it was first in sight. */
function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), SECOND)
    return () => clearInterval(timer)
  }, [])
  return seconds
}

/** That the edge is at work, once it has taken more than a moment, and for how long; how far it is nobody can tell. */
export function Counting({ what, lang }: { what: string; lang: Language }) {
  const t = inLanguage(resultsTexts, lang)
  const seconds = useSeconds()
  return (
    <p className="small dim" role="status">
      {seconds > 0 && (
        <>
          {what} <span aria-hidden="true">{t.seconds(seconds)}</span>
        </>
      )}
    </p>
  )
}
