import type { WebSocket } from '@cloudflare/workers-types'
import { FromBrowser, type ToBrowser } from '../contract/live.ts'
import type { Member } from './calls.ts'

/** Room for a hundred receipts, twice over. Characters. */
const LONGEST = 32_768

/** Why a socket is closed, for the browser. */
export const TOKEN_ENDED = [4001, 'the token has ended: come again with a new one'] as const
export const TOO_MANY = [4002, 'too many open sockets: this one was the oldest'] as const
const TOO_LONG = [1009, `a message may have ${LONGEST} characters`] as const
const WRONG = [1008, 'the message does not fit the contract'] as const

/** What a socket carries through hibernation: whose it is, and the playbook their browser has. */
export type Seat = Member & {
  have: number /** When it was opened. Milliseconds since 1970. */
  since: number
}

export const seatOf = (socket: WebSocket): Seat => socket.deserializeAttachment()

/** The text that a message travels as. */
export const textOf = (message: ToBrowser): string => JSON.stringify(message)

/** A socket that ends in this moment keeps nothing from the others. */
export function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text)
  } catch {
    // Its close event follows, and its browser comes again.
  }
}

/** What a browser said; null where it said what it may not: then its socket, and no other, is closed. */
export function readMessage(socket: WebSocket, message: string | ArrayBuffer): FromBrowser | null {
  if (typeof message === 'string' && message.length > LONGEST) return refuse(socket, TOO_LONG)
  const parsed = FromBrowser.safeParse(parse(message))
  return parsed.success ? parsed.data : refuse(socket, WRONG)
}

function parse(message: string | ArrayBuffer): unknown {
  try {
    return typeof message === 'string' ? JSON.parse(message) : null
  } catch {
    return null
  }
}

function refuse(socket: WebSocket, [code, reason]: readonly [number, string]): null {
  socket.close(code, reason)
  return null
}
