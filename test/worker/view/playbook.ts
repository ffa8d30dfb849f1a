import { Playbook } from '../../../worker/contract/playbook.ts'
import { type View, ViewResponse } from '../../../worker/contract/view.ts'
import { call, playbook, publishPlaybook } from '../edge.ts'

const text = (zh: string) => ({ zh, en: zh })
const attribute = (name: string, change: object = {}) => ({
  ...{ name, type: 'int', label: text(name), sensitivity: 'C2', channel: 'core' },
  ...change,
})
const member = (name: string, type: string, sensitivity = 'C1') => ({
  ...{ name, type, label: text(name), sensitivity },
})

/** A playbook with something that is shown of everything, and something that must not be. */
export const viewed = Playbook.parse({
  ...playbook,
  catalogue: [
    ...playbook.catalogue,
    attribute('balance', { type: 'money', freshDays: 30 }),
    attribute('secret_word', { type: 'string', sensitivity: 'C3' }),
    attribute('score', { uses: ['decide', 'segment'] }),
    attribute('rfm_group', { type: 'string' }),
  ],
  parameters: [
    { name: 'short_days', type: 'int', label: text('短期限'), value: 15 },
    { name: 'more_days', type: 'int', label: text('延长'), value: 30 },
  ],
  events: [
    {
      ...{ kind: 'contact', label: text('联系'), contact: true },
      detail: [member('reason', 'string'), member('seconds', 'seconds'), member('voice', 'string', 'C3')],
    },
    {
      ...{ kind: 'complaint_opened', label: text('提出投诉'), contact: true },
      detail: [member('matter', 'string', 'C2')],
    },
    { kind: 'complaint_closed', label: text('投诉办结') },
    { kind: 'credit', label: text('入账'), detail: [member('balance', 'money', 'C2')] },
  ],
  matters: [
    {
      ...{ id: 'complaint', label: text('投诉'), opens: ['complaint_opened'], closes: ['complaint_closed'] },
      ...{ per: 'detail.complaint', about: 'detail.matter' },
      limits: [
        { days: ['short_days'], label: text('答复') },
        { days: ['short_days', 'more_days'], label: text('延长') },
      ],
    },
  ],
})

export const publishViewed = () => publishPlaybook(viewed)

export async function askView(key: string): Promise<ViewResponse> {
  const answer = await call(`/v1/customers/${key}/view`)
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return ViewResponse.parse(await answer.json())
}

/** Of a customer that is known. */
export async function seeView(key: string): Promise<View> {
  const answer = await askView(key)
  if (answer.status !== 'viewed') throw new Error(`not viewed: ${answer.status}`)
  return answer
}

export const agoBy = (days: number, hours = 0) =>
  new Date(Date.now() - days * 86_400_000 - hours * 3_600_000).toISOString()
