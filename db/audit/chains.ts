import type { ChainNoted } from '../../worker/services/audit/chains.ts'
import type { NotedAnchor } from './anchors.ts'
import type { AuditFault } from './fault.ts'
import { type Verified, Verifier } from './verifier.ts'

/**
 * Follows the chains of several databases, one after another. The bank's comes first: it notes each hour where the others
 * end, so one that is left out, cut short or written anew as a whole is found.
 */
export class Chains {
  private readonly noted: readonly NotedAnchor[]
  private readonly names: string[] = []
  private readonly done: Verified[] = []
  private bank: Verifier
  private verifier: Verifier

  /** @param noted anchors that were kept elsewhere; those that name no database are of the bank's chain */
  constructor(noted: readonly NotedAnchor[] = []) {
    this.noted = noted
    this.bank = new Verifier(noted.filter(({ database }) => database === undefined))
    this.verifier = this.bank
  }

  /** What verifies the records of the database that is being read. */
  get current(): Verifier {
    return this.verifier
  }

  /** Records that follow are of that database. @returns what is wrong at the end of the one before */
  begin(name: string): AuditFault | null {
    if (this.names.includes(name)) return { in: 'database', at: 0, database: name, fault: 'order' }
    const fault = this.names.length > 0 ? this.end() : null
    const own = this.noted.filter(({ database }) => database === name)
    if (this.names.length === 0)
      this.bank = new Verifier([...own, ...this.noted.filter(({ database }) => database === undefined)])
    this.verifier = this.names.length === 0 ? this.bank : new Verifier([...own, ...this.endsOf(name)])
    if (!fault) this.names.push(name)
    return fault
  }

  /** @param listed the databases that an export says it holds */
  finish(listed: readonly string[] = []): AuditFault | null {
    const fault = this.end()
    if (fault) return fault
    const known = [...this.bank.ends().map(({ database }) => database), ...listed]
    const missing = known.find((name) => !this.names.includes(name))
    return missing === undefined ? null : { in: 'database', at: 0, database: missing, fault: 'missing' }
  }

  /** A fault of the database that is being read, with its name. */
  named(fault: AuditFault | null): AuditFault | null {
    const name = this.names.at(-1)
    return fault && name !== undefined && fault.database === undefined ? { ...fault, database: name } : fault
  }

  result(): Verified {
    return together([...this.done, this.verifier.result()])
  }

  /** How many databases were read. */
  count = () => this.names.length

  private end(): AuditFault | null {
    const fault = this.named(this.verifier.finish())
    if (!fault) this.done.push(this.verifier.result())
    if (!fault) this.verifier = new Verifier()
    return fault
  }

  private endsOf = (name: string) =>
    this.bank.ends().flatMap((one): ChainNoted[] => (one.database === name ? [one] : []))
}

function together(all: readonly Verified[]): Verified {
  const sum = (of: 'entries' | 'access' | 'unsealed' | 'anchors' | 'dropped') =>
    all.reduce((total, one) => total + one[of], 0)
  return {
    ...{ entries: sum('entries'), access: sum('access'), unsealed: sum('unsealed') },
    ...{ anchors: sum('anchors'), dropped: sum('dropped') },
    customers: all.some(({ customers }) => customers),
  }
}
