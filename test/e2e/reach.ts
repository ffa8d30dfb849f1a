import type { Page } from 'playwright-core'

/** Every control of a page of ours that can be seen, and those that Tab reaches. */
export async function reach(page: Page): Promise<{ all: string[]; reached: string[] }> {
  const all = await page
    .locator('button:visible, a[href]:visible, input:visible, select:visible, summary:visible')
    .evaluateAll((found) =>
      found
        .filter((one) => !one.matches(':disabled'))
        .map((one, at) => {
          ;(one as HTMLElement).dataset.at = String(at)
          return `${at} ${one.textContent}`
        }),
    )
  const reached = new Set<string>()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let at = 0; at < all.length + 3; at++) {
    await page.keyboard.press('Tab')
    reached.add(
      await page.evaluate(() => {
        const { activeElement } = document
        return `${(activeElement as HTMLElement | null)?.dataset.at} ${activeElement?.textContent}`
      }),
    )
  }
  return { all, reached: all.filter((one) => reached.has(one)) }
}
