import { readFile } from 'node:fs/promises'
import type { Anchor } from '../../worker/services/audit/anchor.ts'
import { Trouble } from '../trouble.ts'

/** An anchor and the database whose chain it is of; without a name: the bank's. */
export interface NotedAnchor extends Anchor {
  database?: string
}

/**
 * Anchors kept elsewhere: log lines of the edge, as they are or each inside a line that another system wrote around it.
 * @throws Trouble where the file has none
 */
export async function readAnchors(path: string): Promise<NotedAnchor[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Trouble({ zh: `读不到 ${path}。`, en: `${path} cannot be read.` })
  })
  // Inside a text of another system's JSON, quotes have backslashes before them.
  const found = text
    .replace(/\\+"/g, '"')
    .matchAll(/(?:"database":"(\w+)","anchor":)?\{"at":"([^"]+)","sequence":(\d+),"hash":"([0-9a-f]{64})"\}/g)
  const anchors = [...found].map(([, database, at = '', sequence, hash = '']) => ({
    ...{ at, sequence: Number(sequence), hash },
    ...(database !== undefined && { database }),
  }))
  if (anchors.length > 0) return anchors
  throw new Trouble({
    zh: `${path} 中没有锚点；请给出含有 "work":"audit anchor" 的日志行。`,
    en: `There is no anchor in ${path}; give the log lines with "work":"audit anchor".`,
  })
}
