import type { FromPopup } from '../messages.ts'
import { forget } from '../picker/kept.ts'
import { Background } from './background.ts'
import { takeOver } from './take-over.ts'

const background = new Background()

chrome.runtime.onInstalled.addListener(() => void takeOver())
chrome.runtime.onUpdateAvailable.addListener(() => background.onUpdateAvailable())
chrome.runtime.onConnect.addListener((port) => void background.connect(port))
self.addEventListener('online', () => background.onOnline())
chrome.alarms.onAlarm.addListener(({ name }) => background.onAlarm(name))
chrome.runtime.onMessage.addListener((message: FromPopup, sender, respond) => {
  // A page of the bank holds a content script of ours: it may not pass for popup or options.
  if (!sender.url?.startsWith(chrome.runtime.getURL(''))) return false
  void background.answer(message).then(respond)
  return true
})
chrome.tabs.onUpdated.addListener((tab, { url }) => url && background.onTabMoved(tab, url))
chrome.tabs.onRemoved.addListener((tab) => {
  background.onTabClosed(tab)
  void forget(tab)
})
chrome.commands.onCommand.addListener((command, tab) => {
  if (tab?.id === undefined) return
  if (command === 'open-panel') void chrome.sidePanel.open({ tabId: tab.id })
  if (command === 'open-card') background.onOpenCard(tab.id)
})
