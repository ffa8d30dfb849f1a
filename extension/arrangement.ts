import type { Arrangement, FromPage } from './messages.ts'

/** What an agent's hand does to a piece on the page. */
export type Arranging = Extract<FromPage, { type: 'move' | 'shrink' }>

export const arranges = (message: FromPage): message is Arranging =>
  message.type === 'move' || message.type === 'shrink'

/** The arrangement after that; what was moved last stands last. */
export function arrange(before: Arrangement, message: Arranging): Arrangement {
  const { piece } = message
  if (message.type === 'shrink') {
    const others = before.small.filter((one) => one !== piece)
    return { ...before, small: message.small ? [...others, piece] : others }
  }
  const { [`${piece} ${message.screen}`]: _, ...rest } = before.moved
  return { ...before, moved: message.by ? { ...rest, [`${piece} ${message.screen}`]: message.by } : rest }
}
