/** The tab named in the address of this page, or null. */
function namedTab(): number | null {
  const named = new URLSearchParams(location.search).get('tab')
  return named && /^\d+$/.test(named) ? Number(named) : null
}

async function activeTab(): Promise<number | null> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true })
  return tab?.id ?? null
}

/** Says for which tab this page speaks: the one it was opened for, else whichever is in front of its window. */
export function followTab(tell: (tab: number) => void, signal: AbortSignal): void {
  const named = namedTab()
  if (named !== null) return tell(named)
  const look = async () => {
    const tab = await activeTab()
    if (tab !== null && !signal.aborted) tell(tab)
  }
  chrome.tabs.onActivated.addListener(look)
  signal.addEventListener('abort', () => chrome.tabs.onActivated.removeListener(look))
  void look()
}
