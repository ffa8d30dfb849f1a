import type { Page } from 'playwright-core'

/** The control that has the focus, as `reach` names it, and whether it is a row of a list. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    const { at, row } = (activeElement as HTMLElement | null)?.dataset ?? {}
    return { name: `${at} ${activeElement?.textContent}`, row }
  })

/** The rows of a list are one stop for Tab: from there arrows go to each. */
async function walkRows(page: Page, reached: Set<string>): Promise<void> {
  for (let { name, row } = await focused(page); row !== undefined; ) {
    reached.add(name)
    await page.keyboard.press('ArrowDown')
    const next = await focused(page)
    if (next.row === row) return
    name = next.name
    row = next.row
  }
}

/** Every control of a page of ours that can be seen, and those that Tab reaches, with arrows in a list. */
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
    reached.add((await focused(page)).name)
    await walkRows(page, reached)
  }
  return { all, reached: all.filter((one) => reached.has(one)) }
}
