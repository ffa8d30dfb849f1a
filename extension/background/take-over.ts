/**
 * Brings the page scripts into pages that were open before this version was: an update leaves what ran there without
 * a background, and no agent reloads a half-filled form.
 */
export async function takeOver(): Promise<void> {
  const { content_scripts: scripts = [] } = chrome.runtime.getManifest()
  for (const { matches = [], js: files = [], ...script } of scripts) {
    const world = 'world' in script && script.world === 'MAIN' ? 'MAIN' : 'ISOLATED'
    const tabs = await chrome.tabs.query({ url: matches })
    const into = (tabId: number) =>
      chrome.scripting.executeScript({
        target: { tabId, allFrames: true },
        files,
        world,
        injectImmediately: true,
      })
    // A tab that was thrown out of memory, or shows an error page, takes no script.
    await Promise.allSettled(tabs.flatMap(({ id }) => (id === undefined ? [] : [into(id)])))
  }
}
