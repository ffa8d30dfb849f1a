import { INITIAL, type State } from './state.ts'

const nameOf = (tab: number): string => `picker ${tab}`

/**
 * Keeps what was taught in a tab until the picker is closed there: a panel that is reloaded must not cost the work.
 * In the browser's memory alone, since the numbers of the customers opened are among it.
 */
export async function keep(tab: number, state: State): Promise<void> {
  const { picks, chosen, acts, visits, declined, next } = state
  await chrome.storage.session.set({ [nameOf(tab)]: { picks, chosen, acts, visits, declined, next } })
}

/** What was taught in that tab so far. */
export async function keptOf(tab: number): Promise<State> {
  const { [nameOf(tab)]: kept } = await chrome.storage.session.get(nameOf(tab))
  return { ...INITIAL, ...(kept as Partial<State> | undefined) }
}

export const forget = (tab: number): Promise<void> => chrome.storage.session.remove(nameOf(tab))
