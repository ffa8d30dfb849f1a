import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Found {
  violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[]
}

/**
 * What axe finds wrong with a page as it stands, one line each: WCAG 2.2 A and AA, and good practice.
 * @param only these rules alone; left out: all but those of `disable`
 */
export async function axeFaults(
  page: Page,
  disable: readonly string[] = [],
  only?: readonly string[],
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const rules = Object.fromEntries(disable.map((id) => [id, { enabled: false }]))
  const options = only ? { runOnly: only } : { rules }
  const run = `axe.run(document, ${JSON.stringify(options)})`
  const { violations } = await page.evaluate<Found>(run)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}
