import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Found {
  violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[]
}

/** What axe finds wrong with a page as it stands, one line each: WCAG 2.2 A and AA, and good practice. */
export async function axeFaults(page: Page, disable: string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const rules = Object.fromEntries(disable.map((id) => [id, { enabled: false }]))
  const run = `axe.run(document, { rules: ${JSON.stringify(rules)} })`
  const { violations } = await page.evaluate<Found>(run)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}
