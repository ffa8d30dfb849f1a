import { type PlaybookVersion, PlaybookVersionList } from '../../worker/contract/change.ts'
import { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import { as, currentPlaybook, type Person } from './changes.ts'
import { call, post } from './edge.ts'

export const tipIds = async () => (await currentPlaybook()).playbook.tips.map(({ id }) => id)
export const tipInForce = async (itemId: string) =>
  (await currentPlaybook()).playbook.tips.find(({ id }) => id === itemId)

export async function versions(): Promise<PlaybookVersion[]> {
  const answer = await call('/v1/playbooks', { headers: as('auditor') })
  return PlaybookVersionList.parse(await answer.json()).versions
}

export const readVersion = async (version: number) =>
  NumberedPlaybook.parse(await (await call(`/v1/playbooks/${version}`, { headers: as('admin') })).json())

export const rollback = (to: number, version: number, person: Person = 'approver') =>
  post(`/v1/playbooks/${to}/rollback`, { version, comment: 'as it was' }, as(person))

export const withdrawal = (itemId: string, version: number, kind = 'tip') =>
  post('/v1/withdrawals', { kind, itemId, version, comment: 'fund frozen' }, as('supervisor'))

export const another = (n: number): Person => (n % 2 ? 'approver' : 'otherApprover')
