import type * as z from 'zod'
import type { ChangeAction, ChangeState } from '../../contract/change.ts'
import type { ItemRef } from '../../contract/item.ts'
import type { Text } from '../../contract/text.ts'
import { Refused } from '../refused.ts'
import type { StepRow } from './row.ts'

const states: Record<ChangeState, Text> = {
  draft: { zh: '草稿', en: 'a draft' },
  submitted: { zh: '待复核', en: 'waiting for approval' },
  published: { zh: '已发布', en: 'published' },
  provisional: { zh: '紧急发布、待补充确认', en: 'an emergency that waits to be confirmed' },
  expired: { zh: '已自动撤销的紧急发布', en: 'an emergency that has withdrawn itself' },
  discarded: { zh: '已作废', en: 'discarded' },
}

const actions: Record<ChangeAction, Text> = {
  create: { zh: '新建', en: 'create' },
  edit: { zh: '修改', en: 'edit' },
  submit: { zh: '提交', en: 'submit' },
  'take-back': { zh: '撤回', en: 'take back' },
  return: { zh: '退回', en: 'return' },
  discard: { zh: '作废', en: 'discard' },
  approve: { zh: '批准', en: 'approve' },
  declare: { zh: '紧急发布', en: 'declare an emergency' },
  confirm: { zh: '补充确认', en: 'confirm' },
  expire: { zh: '自动撤销', en: 'withdraw itself' },
}

const WORD: Record<'approve' | 'confirm', Text> = { approve: actions.approve, confirm: actions.confirm }

export const ownChange = (action: keyof typeof WORD) =>
  new Refused('own-change', {
    zh: `你编写、提交或紧急发布过这项变更，不能再由你${WORD[action].zh}。`,
    en: `You wrote, submitted or declared this change; you cannot ${WORD[action].en} it.`,
  })

export const samePerson = () =>
  new Refused('own-change', {
    zh: '你已经确认过；第二次确认须由另一位复核人作出。',
    en: 'You have confirmed already; the second confirmation must be given by another approver.',
  })

export const notInThisState = (action: ChangeAction, state: ChangeState) =>
  new Refused('not-in-this-state', {
    zh: `这项变更目前是“${states[state].zh}”，不能${actions[action].zh}。`,
    en: `The change is ${states[state].en}; it does not allow: ${actions[action].en}.`,
  })

export const neverConfirmed = (version: number, { id, kind, itemId }: ItemRef & { id: string }) =>
  new Refused('not-in-this-state', {
    zh: `策略包 ${version} 中的 ${kind}/${itemId} 是未经补充确认的紧急发布（变更 ${id}），不能通过回退生效；请另行提交复核。`,
    en: `${kind}/${itemId} in playbook ${version} is an emergency that was never confirmed (change ${id}); a rollback cannot bring it into force. Submit it for approval.`,
  })

export const emergencyRanOut = (id: string) =>
  new Refused('not-in-this-state', {
    zh: `对同一内容或由你作出的紧急发布（变更 ${id}）在 24 小时内因无人确认而自动撤销，现在不能紧急发布；请提交复核。`,
    en: `An emergency about the same item, or declared by you (change ${id}), ran out unconfirmed within the last 24 hours; this cannot be declared now. Submit it for approval.`,
  })

export const tooLateToConfirm = (confirmBy: string) =>
  new Refused('not-in-this-state', {
    zh: `补充确认的期限（${confirmBy}）已过，这次紧急发布正在自动撤销。`,
    en: `It had to be confirmed by ${confirmBy}; the emergency is withdrawing itself.`,
  })

export const changedMeanwhile = (step: Pick<StepRow, 'by' | 'at' | 'action'> | undefined) =>
  new Refused('changed-meanwhile', {
    zh: `这项变更已由 ${step?.by ?? '系统'} 于 ${step?.at ?? ''} ${actions[step?.action ?? 'edit'].zh}。`,
    en: `By ${step?.by ?? 'the edge'} at ${step?.at ?? ''}: ${actions[step?.action ?? 'edit'].en}.`,
  })

export const changeOpen = (id: string, by: string | null, { kind, itemId }: ItemRef) =>
  new Refused('change-open', {
    zh: `${kind}/${itemId} 已有一项未完成的变更：${id}（${by ?? '系统'}）。`,
    en: `${kind}/${itemId} has an open change already: ${id} (${by ?? 'the edge'}).`,
  })

export const baseMoved = ({ kind, itemId }: ItemRef, base: number, current: number) =>
  new Refused('base-moved', {
    zh: `策略包 ${base} 之后，${kind}/${itemId} 已经改变；现行版本为 ${current}。`,
    en: `${kind}/${itemId} has changed since playbook ${base}; in force is ${current}.`,
  })

export const sameContent = () =>
  new Refused('same-content', {
    zh: '内容与现行策略包相同，没有可发布的变化。',
    en: 'The content is the same as in the playbook in force; there is nothing to publish.',
  })

export const noSuchChange = (id: string) =>
  new Refused('no-such-change', { zh: `没有变更 ${id}。`, en: `There is no change ${id}.` })

export const contentRefused = (issues: readonly z.core.$ZodIssue[]) =>
  new Refused(
    'content-refused',
    { zh: `有 ${issues.length} 处需要改正。`, en: `Places to correct: ${issues.length}.` },
    issues,
  )

export const checkStays = ({ itemId }: Pick<ItemRef, 'itemId'>) =>
  new Refused('not-in-this-state', {
    zh: `检查 ${itemId} 不能以紧急发布取下；请提交复核。`,
    en: `The check ${itemId} cannot be taken away as an emergency; submit it for approval.`,
  })

export const notWithdrawable = ({ kind, itemId }: ItemRef) =>
  new Refused('not-withdrawable', {
    zh: `现行策略包中没有 ${kind}/${itemId}。`,
    en: `The playbook in force has no ${kind}/${itemId}.`,
  })
