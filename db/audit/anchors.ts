import { readFile } from 'node:fs/promises'
import type { Anchor } from '../../worker/services/audit/anchor.ts'
import { Trouble } from '../trouble.ts'

/**
 * Anchors kept elsewhere: log lines of the edge, as they are or each inside a line that another system wrote around it.
 * @throws Trouble where the file has none
 */
export async function readAnchors(path: string): Promise<Anchor[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Trouble({ zh: `读不到 ${path}。`, en: `${path} cannot be read.` })
  })
  // Inside a text of another system's JSON, quotes have backslashes before them.
  const found = text
    .replace(/\\+"/g, '"')
    .matchAll(/\{"at":"([^"]+)","sequence":(\d+),"hash":"([0-9a-f]{64})"\}/g)
  const anchors = [...found].map(([, at = '', sequence, hash = '']) => ({
    at,
    sequence: Number(sequence),
    hash,
  }))
  if (anchors.length > 0) return anchors
  throw new Trouble({
    zh: `${path} 中没有锚点；请给出含有 "work":"audit anchor" 的日志行。`,
    en: `There is no anchor in ${path}; give the log lines with "work":"audit anchor".`,
  })
}
