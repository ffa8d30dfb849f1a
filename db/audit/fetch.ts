import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { AuditPart } from '../../worker/contract/audit.ts'
import { askEdge, type Edge, refusalOf } from '../ask-edge.ts'
import { Trouble } from '../trouble.ts'
import { DATABASE, END } from './read-file.ts'

/**
 * Writes the chains and access logs of all databases of an edge to a file, the bank's first: it notes where the others
 * end, and they may only have grown since.
 * @returns how many records
 * @throws Trouble where the edge refuses or the connection breaks; then the file is incomplete, and verifying says so
 */
export async function fetchAudit(
  source: Edge,
  path: string,
  onLines: (count: number) => void,
): Promise<number> {
  const out = createWriteStream(path, { mode: 0o600 })
  await once(out, 'open').catch((error) => {
    throw new Trouble({ zh: `写不了 ${path}：${error}`, en: `${path} cannot be written: ${error}` })
  })
  let records = 0
  const take = async (page: Page) => {
    await write(out, page.text)
    records += page.lines
    onLines(records)
  }
  const { databases } = await fetchPage(source, { part: 'anchors', after: 0 })
  for (const name of databases) {
    await write(out, `${JSON.stringify({ type: DATABASE, name })}\n`)
    await fetchDatabase(source, name, take)
  }
  const lines = records + databases.length
  await write(out, `${JSON.stringify({ type: END, lines, databases })}\n`)
  out.end()
  await once(out, 'finish')
  return records
}

async function fetchDatabase(
  source: Edge,
  database: string,
  take: (page: Page) => Promise<void>,
): Promise<void> {
  for (const part of AuditPart.options) {
    for (let after: number | null = 0; after !== null; ) {
      const page = await fetchPage(source, { database, part, after })
      await take(page)
      after = page.next
    }
  }
}

interface Page {
  text: string
  lines: number
  next: number | null
  databases: string[]
}

async function write(out: WriteStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain')
}

async function fetchPage(
  source: Edge,
  { database, part, after }: { database?: string; part: AuditPart; after: number },
): Promise<Page> {
  const query = new URLSearchParams({
    part,
    after: String(after),
    ...(database !== undefined && { database }),
  })
  const answer = await askEdge(source, `/v1/audit/export?${query}`)
  if (!answer.ok) throw await refusalOf(answer)
  const text = await answer.text()
  const end = text.lastIndexOf('{"type":"next"')
  if (end < 0)
    throw new Trouble({ zh: '传输中断，请重新导出。', en: 'The connection broke off; export again.' })
  const { after: next, databases } = JSON.parse(text.slice(end)) as {
    after: number | null
    databases: string[]
  }
  const body = text.slice(0, end)
  return { text: body, lines: body.split('\n').length - 1, next, databases }
}
