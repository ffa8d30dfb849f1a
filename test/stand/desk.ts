import { Change, type NewChange, Published } from '../../worker/contract/change.ts'
import type { ItemRef } from '../../worker/contract/item.ts'
import { PushReport } from '../../worker/contract/live.ts'

/** Two people at the public API, without browsers: one writes, the other approves. */
export interface Desk {
  url: string
  /** Access tokens, good for ten minutes. */
  writer: string
  approver: string
}

export type Wanted = Pick<NewChange, 'kind' | 'itemId' | 'content' | 'baseVersion'> &
  Partial<Pick<NewChange, 'notice'>>

/** @param signIn gives an access token of an account of the local provider */
export const openDesk = async (url: string, signIn: (account: string) => Promise<string>): Promise<Desk> => ({
  url,
  writer: await signIn('supervisor-01'),
  approver: await signIn('approver-01'),
})

/** Drafts a change and submits it. */
export async function submit({ url, writer }: Desk, wanted: Wanted): Promise<Change> {
  const draft = { notice: null, note: '', ...wanted, id: crypto.randomUUID() }
  const { id, revision } = Change.parse(await ask(`${url}/v1/changes`, writer, draft))
  return Change.parse(await ask(`${url}/v1/changes/${id}/submit`, writer, { revision }))
}

/** Approves what was submitted. @returns the version it came into force with */
export async function approve(
  { url, approver }: Desk,
  { id, revision }: Pick<Change, 'id' | 'revision'>,
): Promise<number> {
  const change = Change.parse(await ask(`${url}/v1/changes/${id}/approve`, approver, { revision }))
  return Number(change.playbookVersion)
}

/** Withdraws a tip or script. @returns the version that lacks it */
export async function withdraw(
  { url, writer }: Desk,
  { kind, itemId }: ItemRef,
  version: number,
): Promise<number> {
  const body = { kind, itemId, version, comment: '暂停申购' }
  return Published.parse(await ask(`${url}/v1/withdrawals`, writer, body)).version
}

/** Who has what. */
export const pushes = async ({ url, writer }: Desk): Promise<PushReport> =>
  PushReport.parse(await ask(`${url}/v1/pushes`, writer))

async function ask(address: string, token: string, body?: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
  const answer = await fetch(address, init)
  if (answer.ok) return answer.json()
  throw new Error(`${new URL(address).pathname} answered ${answer.status}: ${await answer.text()}`)
}
