/** The id under which the local stand loads the extension. A bank's package has a key of its own and so another id. */
export const STAND_ID = 'kakeleepkhgfbnkmgndebkkpjeibcojj'

/** A local file stands in for managed policy where Fineline is tried out. A package is built without this module. */
export async function localPolicy(): Promise<Record<string, unknown> | null> {
  if (chrome.runtime.id !== STAND_ID) return null
  try {
    const answer = await fetch(chrome.runtime.getURL('policy.local.json'))
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}
