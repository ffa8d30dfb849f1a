import type { Judged } from './types.ts'

const CONDITIONS: readonly Judged['part'][] = ['url', 'frame', 'present', 'absent']
/** Of these one way is enough: the others are there to fall back on. */
const ONE_OF: readonly Judged['part'][] = ['within', 'number', 'anchor', 'field', 'press']

/** True where the screen is the one of that document. */
export const conditionsHold = (judged: Judged[]): boolean =>
  judged.length > 0 && judged.every(({ part, why }) => !why || !CONDITIONS.includes(part))

/** What does not hold and has nothing to fall back on; every box for remarks must be there. */
export const failing = (judged: Judged[]): Judged[] =>
  judged.filter(
    ({ part, name, why }) =>
      why !== null &&
      !(
        ONE_OF.includes(part) &&
        name !== 'remark' &&
        judged.some((other) => other.part === part && other.name === name && !other.why)
      ),
  )

/** How much of a screen is in a document; its conditions count before all else. */
export const worthOf = (judged: Judged[]): number =>
  (conditionsHold(judged) ? 1000 : 0) + judged.filter(({ why }) => !why).length
