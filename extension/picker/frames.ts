import type { Problem } from './state.ts'
import type { Asked, Told } from './types.ts'

const FILE = 'picker-page.js'

/** Runs in every frame: nothing but the question to our own script there. */
const put = (asked: Asked): Told | null => globalThis.finelinePicker?.(asked) ?? null

async function askAll(tabId: number, asked: Asked) {
  return chrome.scripting.executeScript({
    target: { tabId, allFrames: true },
    injectImmediately: true,
    func: put,
    args: [asked],
  })
}

/** Frames come and go with every click: whichever has no script of ours yet gets it. Returns how many did. */
async function inject(tabId: number, frameIds: number[]): Promise<void> {
  // A frame may be gone again by now.
  await chrome.scripting
    .executeScript({ target: { tabId, frameIds }, injectImmediately: true, files: [FILE] })
    .catch(() => undefined)
}

/** Puts a question to every frame of a tab and gives the answers; a frame that had no script answers the next time. */
export async function askFrames(tabId: number, asked: Asked): Promise<Told[]> {
  const answers = await askAll(tabId, asked)
  const without = answers.filter(({ result }) => !result).map(({ frameId }) => frameId)
  if (without.length) await inject(tabId, without)
  return answers.flatMap(({ result }) => result ?? [])
}

/** Why a tab cannot be asked: it is closed, or its page is none of the CRM's. */
export async function problemOf(tabId: number): Promise<Problem> {
  const tab = await chrome.tabs.get(tabId).catch(() => null)
  return tab ? 'no-access' : 'no-tab'
}
