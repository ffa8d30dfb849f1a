import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { everyMinute } from '../../worker/jobs/every-minute.ts'
import { tellAgain } from '../../worker/jobs/tell-again.ts'
import { Directory } from '../../worker/live/directory.ts'
import { liveOf } from '../../worker/live/live-of.ts'
import { recentVersions } from '../../worker/services/playbook/recent.ts'
import { moved, newId, submitted, tipOf } from './changes.ts'
import { db, publishPlaybook } from './edge.ts'
import { join, member } from './live-browser.ts'

const HOUR = 3_600_000
const urgent = { urgent: true, text: { zh: '停', en: 'stop' } }
const minute = (now = new Date()) => everyMinute(env, now)

beforeAll(async () => {
  await publishPlaybook()
  await minute()
})
afterEach(() => vi.restoreAllMocks())

const approved = async (itemId: string, more: object = {}) =>
  moved(await submitted({ itemId, content: tipOf(itemId), ...more }), 'approve', 'approver')

/** What is announced meanwhile reaches nobody. */
async function deaf<T>(work: () => Promise<T>): Promise<T> {
  const announce = vi.spyOn(Directory.prototype, 'announce').mockRejectedValue(new Error('away'))
  const done = await work()
  await vi.waitFor(() => expect(announce).toHaveBeenCalled())
  announce.mockRestore()
  return done
}

describe('the minute', () => {
  it('tells a version that was missed, with its notice, though a later one was told', async () => {
    const missed = await deaf(() => approved(`tip-${newId()}`, { notice: urgent }))
    const have = Number(missed.playbookVersion) - 1
    const before = await join(member({ team: 'before' }), have)
    const { playbookVersion: version } = await approved(`tip-${newId()}`)
    await vi.waitFor(() => expect(before.of('playbook').at(-1)).toMatchObject({ version, gone: null }))
    await minute()
    await vi.waitFor(() => expect(before.of('notice')).toMatchObject([{ notice: { id: missed.id } }]))
    const after = await join(member({ team: 'after' }), have)
    await vi.waitFor(() => expect(after.of('playbook')).toMatchObject([{ version, gone: [] }]))
    expect(after.of('notice')).toMatchObject([{ notice: { id: missed.id } }])
  })

  it('takes back no notice of an item that a version before it changed too', async () => {
    const itemId = `tip-${newId()}`
    const first = await deaf(() => approved(itemId, { notice: urgent }))
    const baseVersion = Number(first.playbookVersion)
    const content = tipOf(itemId, { control: 0.1 })
    const second = await approved(itemId, { baseVersion, content, notice: urgent })
    await minute()
    const browser = await join(member({ team: 'one' }), baseVersion)
    await vi.waitFor(() => expect(browser.of('notice').map(({ notice }) => notice.id)).toContain(second.id))
    expect(browser.of('notice').map(({ notice }) => notice.id)).not.toContain(first.id)
  })

  it('looks back for an hour, and beyond it to the version in force alone', async () => {
    const announce = vi.spyOn(Directory.prototype, 'announce')
    const all = (await recentVersions(db, '')).map(({ version }) => version)
    // The first was imported long ago.
    const said = () => announce.mock.calls.map(([{ version }]) => version)
    await minute()
    expect(said()).toEqual(all.slice(1))
    announce.mockClear()
    await minute(new Date(Date.now() + HOUR + 1000))
    expect(said()).toEqual(all.slice(-1))
  })

  it('costs one batch where nothing is new', async () => {
    await minute()
    const batch = vi.spyOn(db, 'batch')
    await tellAgain(db, liveOf(env), new Date())
    expect(batch).toHaveBeenCalledOnce()
  })

  it('is not held up by a version that cannot be told', async () => {
    const { playbookVersion } = await deaf(() => approved(`tip-${newId()}`))
    const announce = vi.spyOn(Directory.prototype, 'announce').mockRejectedValueOnce(new Error('away'))
    await minute()
    expect(announce.mock.calls.at(-1)?.[0].version).toBe(playbookVersion)
  })
})
