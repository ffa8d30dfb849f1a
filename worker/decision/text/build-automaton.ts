import { NODE } from './scan-tables.ts'

/** The automaton of Aho and Corasick as a double array; its fields are those of contract TextTables, not yet packed. */
export interface Automaton {
  nodes: Int32Array
  /** The longest other phrase that a phrase ends with, by its number from 1; 0 where there is none. */
  shorter: Uint16Array
}

/** A prefix of a phrase. */
interface Node {
  children: Map<number, Node>
  /** Number of the phrase that it is, from 1. */
  phrase: number
  suffix: Node | undefined
  /** What leads here from its parent. */
  symbol: number
  slot: number
}

const node = (symbol: number): Node => ({
  ...{ children: new Map(), phrase: 0, suffix: undefined },
  ...{ symbol, slot: 0 },
})

/** @param phrases at most 65535, each once, as symbols from 1 on */
export function buildAutomaton(phrases: readonly (readonly number[])[]): Automaton {
  const root = node(0)
  for (const [at, phrase] of phrases.entries()) plant(root, phrase).phrase = at + 1
  const shorter = new Uint16Array(phrases.length + 1)
  const nodes = link(root, shorter)
  return { nodes: place(nodes), shorter }
}

function plant(root: Node, phrase: readonly number[]): Node {
  let at = root
  for (const symbol of phrase) {
    const next = at.children.get(symbol) ?? node(symbol)
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
 * symbol is enough to know a child by.
 */
function place(nodes: readonly Node[]): Int32Array {
  const [root] = nodes
  const free = new FreeSlots(Math.max(0, ...(root?.children.keys() ?? [])))
  const begins = nodes.map((one) => (one.children.size > 0 ? free.take([...one.children.keys()]) : 0))
  for (const [at, { children }] of nodes.entries()) {
    for (const [symbol, child] of children) child.slot = (begins[at] ?? 0) + symbol
  }
  const packed = new Int32Array(free.size * NODE)
  for (const [at, { slot, symbol, suffix, phrase }] of nodes.entries()) {
    packed.set([...goesOn(packed, begins[at] ?? 0, suffix), (symbol << 16) | phrase], slot * NODE)
  }
  return packed
}

/** Who has no child goes on as its suffix does, which saves a look. After the root there is nowhere to go on. */
function goesOn(packed: Int32Array, begin: number, suffix: Node | undefined): [begin: number, next: number] {
  if (!suffix) return [begin * NODE, -1]
  const at = suffix.slot * NODE
  return begin > 0 ? [begin * NODE, at] : [packed[at] as number, packed[at + 1] as number]
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
