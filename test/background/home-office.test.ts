import { beforeEach, expect, it, vi } from 'vitest'
import { type Around, HomeOffice } from '../../extension/background/home-office.ts'

const ALARM = 'home-office-lock'

let kept: Record<string, unknown>
let signedIn: string | null
/** Who signs in next, and stays signed in, whether that opens anything or not. */
let next: string

beforeEach(() => {
  kept = {}
  signedIn = 'agent-01'
  vi.stubGlobal('chrome', {
    storage: {
      session: {
        get: async (name: string) => structuredClone({ [name]: kept[name] }),
        set: async (items: object) => void Object.assign(kept, structuredClone(items)),
      },
    },
    alarms: { create: async () => undefined },
  })
})

const open = async () => {
  const home = new HomeOffice({
    policy: () => ({ homeOffice: true }),
    session: {
      subject: async () => signedIn,
      signIn: async () => {
        signedIn = next
        return { subject: next }
      },
    },
    changed: () => undefined,
  } as unknown as Around)
  await home.restore()
  return home
}

async function locked() {
  const home = await open()
  home.onAlarm(ALARM)
  await vi.waitFor(() => expect(home.locked).toBe(true))
  return home
}

it('only the person who was there opens it, however often somebody else signs in', async () => {
  const home = await locked()
  next = 'agent-02'
  for (let times = 0; times < 2; times += 1) await home.unlock()
  expect(home.locked).toBe(true)
  // Nor after a stop of the background, which begins with whoever is signed in by then.
  const later = await open()
  await later.unlock()
  later.onAlarm(ALARM)
  await later.unlock()
  expect(later.locked).toBe(true)
  next = 'agent-01'
  await later.unlock()
  expect(later.locked).toBe(false)
})

it('who is signed out meanwhile is still the one who opens it', async () => {
  const home = await locked()
  signedIn = null
  next = 'agent-02'
  await home.unlock()
  expect(home.locked).toBe(true)
})
