/** The automaton of Aho and Corasick as a double array; its fields are those of contract TextTables, not yet packed. */
export interface Automaton {
  slots: Int32Array
  symbols: Uint16Array
  ends: Uint16Array
  /** The longest other phrase that a phrase ends with, by its number from 1; 0 where there is none. */
  shorter: Uint16Array
}

/** A prefix of a phrase. */
interface Node {
  children: Map<number, Node>
  /** Number of the phrase that it is, from 1. */
  phrase: number
  suffix: Node | undefined
  slot: number
}

const node = (): Node => ({ children: new Map(), phrase: 0, suffix: undefined, slot: 0 })

/** @param phrases at most 65535, each once, as symbols from 1 on */
export function buildAutomaton(phrases: readonly (readonly number[])[]): Automaton {
  const root = node()
  for (const [at, phrase] of phrases.entries()) plant(root, phrase).phrase = at + 1
  const shorter = new Uint16Array(phrases.length + 1)
  const nodes = link(root, shorter)
  return { ...place(nodes), shorter }
}

function plant(root: Node, phrase: readonly number[]): Node {
  let at = root
  for (const symbol of phrase) {
    const next = at.children.get(symbol) ?? node()
    at.children.set(symbol, next)
    at = next
  }
  return at
}

/** Breadth first: a suffix is shorter, so it is linked before. A node that is no phrase ends where its suffix ends. */
function link(root: Node, shorter: Uint16Array): Node[] {
  const nodes = [root]
  for (const parent of nodes) {
    for (const [symbol, child] of parent.children) {
      child.suffix = suffixOf(parent, symbol) ?? root
      if (child.phrase) shorter[child.phrase] = child.suffix.phrase
      else child.phrase = child.suffix.phrase
      nodes.push(child)
    }
  }
  return nodes
}

function suffixOf(parent: Node, symbol: number): Node | undefined {
  for (let at = parent.suffix; at; at = at.suffix) {
    const next = at.children.get(symbol)
    if (next) return next
  }
  return undefined
}

/**
 * A child stands `symbol` slots after where its parent's children begin. No two parents begin at the same slot, so a
 * symbol is enough to know a child by. Who has no child begins at 0, where nobody else does.
 */
function place(nodes: readonly Node[]): Omit<Automaton, 'shorter'> {
  const [root] = nodes
  const free = new FreeSlots(Math.max(0, ...(root?.children.keys() ?? [])))
  const begins = nodes.map((one) => (one.children.size > 0 ? free.take([...one.children.keys()]) : 0))
  for (const [at, { children }] of nodes.entries()) {
    for (const [symbol, child] of children) child.slot = (begins[at] ?? 0) + symbol
  }
  const size = free.size
  const automaton = {
    slots: new Int32Array(size * 2),
    symbols: new Uint16Array(size),
    ends: new Uint16Array(size),
  }
  for (const [at, { slot, suffix, phrase, children }] of nodes.entries()) {
    automaton.slots[slot * 2] = begins[at] ?? 0
    automaton.slots[slot * 2 + 1] = suffix?.slot ?? 0
    automaton.ends[slot] = phrase
    for (const [symbol, child] of children) automaton.symbols[child.slot] = symbol
  }
  return automaton
}

/** How far back a place is looked for, beside one alphabet: further back hardly any fits, and looking takes long. */
const WINDOW = 4096

/** Slots not yet taken, and beginnings not yet used. Slot 0 is the root's. */
class FreeSlots {
  /** By slot: the next one that may be free. */
  readonly #next: number[] = [1]
  readonly #begun = new Set<number>([0])
  readonly #window: number
  size = 1

  constructor(alphabet: number) {
    this.#window = WINDOW + alphabet
  }

  /** Takes the first place where all symbols fit; returns where it begins. */
  take(symbols: readonly number[]): number {
    const first = Math.min(...symbols)
    for (
      let slot = this.#from(Math.max(first + 1, this.size - this.#window));
      ;
      slot = this.#from(slot + 1)
    ) {
      const begin = slot - first
      if (this.#begun.has(begin) || symbols.some((symbol) => this.#taken(begin + symbol))) continue
      this.#begun.add(begin)
      for (const symbol of symbols) this.#occupy(begin + symbol)
      return begin
    }
  }

  #taken(slot: number): boolean {
    return (this.#next[slot] ?? slot) !== slot
  }

  #occupy(slot: number): void {
    for (let at = this.#next.length; at <= slot; at++) this.#next.push(at)
    this.#next[slot] = slot + 1
    this.size = Math.max(this.size, slot + 1)
  }

  /** The first free slot from here on; the way there is shortened for the next one. */
  #from(start: number): number {
    let slot = start
    while (this.#taken(slot)) slot = this.#next[slot] as number
    for (let at = start; at < slot; ) {
      const next = this.#next[at] as number
      this.#next[at] = slot
      at = next
    }
    return slot
  }
}
