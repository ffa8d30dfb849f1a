import type { HomeOffice } from './home-office.ts'
import type { Hub } from './hub.ts'
import type { Live } from './live/live.ts'
import type { Services } from './services.ts'

/** Answers, and contacts, of whoever was signed in: they count for nobody else. */
export function forgetAnswers({
  decisions,
  identifiers,
  contacts,
}: Pick<Services, 'decisions' | 'identifiers' | 'contacts'>): void {
  decisions.clear()
  identifiers.clear()
  contacts.clear()
}

interface Rest {
  live: Pick<Live, 'anew'>
  hub: Pick<Hub, 'again'>
  home: Pick<HomeOffice, 'apply'>
}

/**
 * Somebody else is signed in without a sign-out. What was shown to the one before is asked for anew, the channel is theirs
 * no more, and their name stands over no page.
 */
export async function beginAnew({ live, hub, home }: Rest): Promise<void> {
  live.anew()
  hub.again()
  await home.apply()
}
