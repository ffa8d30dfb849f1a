import type { ChangeAction, ChangeState } from '../../contract/change.ts'
import type { Found } from './find.ts'
import { changedMeanwhile, notInThisState, ownChange, samePerson, tooLateToConfirm } from './refusals.ts'

/** What is done to a change that is there. */
export type Move = Exclude<ChangeAction, 'create'>

/** States from which each action leads on. */
const from: Record<Move, readonly ChangeState[]> = {
  edit: ['draft'],
  submit: ['draft'],
  'take-back': ['submitted'],
  return: ['submitted'],
  discard: ['draft'],
  approve: ['submitted'],
  declare: ['draft', 'submitted'],
  confirm: ['provisional'],
  expire: ['provisional'],
}

/** Who does something to a change, and the revision they had before them. */
export interface Act {
  id: string
  /** Subject of the token. */
  by: string
  /** ISO time. */
  at: string
  revision: number
  /** Why, where the action asks for it. */
  comment?: string
}

/**
 * Whether an action is open to this person now.
 * The person comes first: whoever had a hand in a change is told so in whatever state it is, however often they try.
 * @throws Refused
 */
export function judge(
  action: Move,
  { row, steps }: Pick<Found, 'row' | 'steps'>,
  { by, at, revision }: Omit<Act, 'id'>,
) {
  if (action === 'approve' || action === 'confirm') {
    if (among(row.editors, by)) throw ownChange(action)
    if (action === 'confirm' && among(row.confirmedBy, by)) throw samePerson()
  }
  if (row.revision !== revision) throw changedMeanwhile(steps.at(-1))
  if (!from[action].includes(row.state)) throw notInThisState(action, row.state)
  if (action === 'confirm' && row.confirmBy && row.confirmBy <= at) throw tooLateToConfirm(row.confirmBy)
}

const among = (list: string, subject: string): boolean => JSON.parse(list).includes(subject)
