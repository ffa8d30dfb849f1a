/** Sets of small whole numbers, 32 in a word. */
export type Bits = Uint32Array

export const bitsFor = (size: number): Bits => new Uint32Array((size + 31) >>> 5)

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31))
}

export function clearBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) & ~(1 << (at & 31))
}

export const hasBit = (bits: Bits, at: number): boolean =>
  (((bits[at >>> 5] as number) >>> (at & 31)) & 1) === 1

/** The numbers in `[from, below)` that are set, ascending. */
export function eachBit(bits: Bits, from: number, below: number, visit: (at: number) => void): void {
  const last = (below - 1) >> 5
  for (let word = from >>> 5; word <= last; word++) {
    let left = bits[word] as number
    while (left !== 0) {
      const at = (word << 5) + (31 - Math.clz32(left & -left))
      left &= left - 1
      if (at >= from && at < below) visit(at)
    }
  }
}

export function flipBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) ^ (1 << (at & 31))
}
