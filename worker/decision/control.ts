import type { CompiledTip } from './compile.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'

/** A customer in the tip's control group never gets it, so that its effect can be measured. */
export function control({ tip }: CompiledTip, { input }: Pick<StepInput, 'input'>): Removal | undefined {
  const inGroup = tip.control !== undefined && draw(tip.id, input.customerKey) < tip.control
  return inGroup ? removedBy('control-group') : undefined
}

/**
 * A number in 0..1 that belongs to tip and customer for ever, with no memory of either.
 * FNV-1a in 32 bits, then the finalizer of MurmurHash3, without which keys that begin alike would stay close.
 */
export function draw(tipId: string, customerKey: string): number {
  let hash = 0x811c9dc5
  for (const unit of `${tipId}:${customerKey}`)
    hash = Math.imul(hash ^ (unit.codePointAt(0) as number), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
