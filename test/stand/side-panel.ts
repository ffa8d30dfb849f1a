import type { BrowserContext, Page } from 'playwright-core'
import type { Stand } from './stand.ts'

/** The side panel's page for a page of the CRM, in a tab of its own: a headless browser has no side panel to look at. */
export async function openPanel(
  context: BrowserContext,
  { extensionId }: Pick<Stand, 'extensionId'>,
  page: Page,
): Promise<Page> {
  const panel = await context.newPage()
  await panel.setViewportSize({ width: 400, height: 900 })
  const address = `chrome-extension://${extensionId}/sidepanel.html`
  await panel.goto(address)
  const tab = await panel.evaluate(
    async (url) => (await chrome.tabs.query({})).find((one) => one.url === url)?.id,
    page.url(),
  )
  await panel.goto(`${address}?tab=${tab}`)
  return panel
}
