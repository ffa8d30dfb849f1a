import type { FleetReport } from '../../worker/contract/fleet.ts'
import type { EdgeClient } from './edge.ts'
import { failureKind } from './failure.ts'
import { log } from './log.ts'
import type { PlaybookStore } from './playbooks.ts'
import type { PolicyState } from './policy.ts'
import { droppedSoFar } from './retention.ts'

const STORED = 'fleet'
const DAY = 86_400_000

interface Kept {
  id: string
  /** What was told last, as text; empty: nothing yet. */
  told: string
  /** When. Milliseconds since 1970. */
  at: number
}

/** The browser's own name and major version; a privacy-minded list of brands also holds one that is nobody. */
function browserOf({ userAgentData }: { userAgentData?: NavigatorUAData }): FleetReport['browser'] {
  const brands = userAgentData?.brands.filter(({ brand }) => !/not.*brand/i.test(brand)) ?? []
  const { brand = 'unknown', version = '0' } =
    brands.find(({ brand }) => brand !== 'Chromium') ?? brands[0] ?? {}
  const platform = (userAgentData?.platform ?? 'unknown').slice(0, 20)
  return { name: brand.slice(0, 40), major: Number.parseInt(version, 10) || 0, platform }
}

interface NavigatorUAData {
  brands: { brand: string; version: string }[]
  platform: string
}

interface Parts {
  edge: Pick<EdgeClient, 'reportFleet'>
  policy(): PolicyState
  playbooks: Pick<PlaybookStore, 'current'>
}

/** Tells the edge how this browser stands: at its start, when that changes, and once a day. */
export class Fleet {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Tells it where there is something to tell. Never rejects: the next minute tries again. */
  async tell(now = Date.now()): Promise<void> {
    const kept = await this.#kept()
    const report = await this.#report(kept.id)
    // A playbook goes out to thousands in one moment: which one is here is told with the next report.
    const told = JSON.stringify({ ...report, playbookVersion: 0 })
    if (told === kept.told && Math.abs(now - kept.at) < DAY) return
    try {
      await this.#parts.edge.reportFleet(report)
      await chrome.storage.local.set({ [STORED]: { id: kept.id, told, at: now } satisfies Kept })
    } catch (error) {
      log('info', 'fleet not told:', failureKind(error))
    }
  }

  async #kept(): Promise<Kept> {
    const kept = (await chrome.storage.local.get(STORED))[STORED] as Kept | undefined
    if (kept) return kept
    const fresh: Kept = { id: crypto.randomUUID(), told: '', at: 0 }
    await chrome.storage.local.set({ [STORED]: fresh })
    return fresh
  }

  async #report(id: string): Promise<FleetReport> {
    const { source, policy, problems, received } = this.#parts.policy()
    return {
      id,
      version: chrome.runtime.getManifest().version,
      ring: policy?.ring ?? 'all',
      playbookVersion: this.#parts.playbooks.current?.numbered.version ?? null,
      hmacKeyId: policy?.hmacKeyId ?? null,
      homeOffice: policy?.homeOffice ?? false,
      ...{ source, problems, received },
      browser: browserOf(navigator as { userAgentData?: NavigatorUAData }),
      dropped: (await droppedSoFar())?.count ?? 0,
    }
  }
}
