/** Puts the picker into the side panel of one tab; the other tabs keep the agent's. */
export const showPicker = (tabId: number): Promise<void> =>
  chrome.sidePanel.setOptions({ tabId, path: `tabs/picker.html?tab=${tabId}`, enabled: true })

/** Gives a tab the agent's panel back. */
export const showPanel = (tabId: number): Promise<void> =>
  chrome.sidePanel.setOptions({ tabId, path: 'sidepanel.html', enabled: true })
