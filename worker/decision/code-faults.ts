import type { ASTNode } from '@marcbachmann/cel-js'
import type { ConditionEnvironment } from './environment.ts'
import { contactFields } from './facts.ts'
import { fullName, reference } from './names.ts'
import { nearest } from './nearest.ts'

type Fault = { at: number; message: string; suggestion?: string | undefined }

/** A code that a name cannot hold makes a comparison that is never true. */
export function codeFaults(node: ASTNode, env: ConditionEnvironment): Fault[] {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return []
  const coded = node.args.map((side) => codesOf(side, env)).find(Boolean)
  if (!coded) return []
  const { called, codes } = coded
  const literals = node.args.flatMap((side) => (side.op === 'list' ? side.args : [side]))
  return literals.flatMap(({ op, args, range }) => {
    if (op !== 'value' || typeof args !== 'string' || codes.includes(args)) return []
    const message = `${called} is never "${args}"`
    return [{ at: range.start, message, suggestion: nearest(args, codes) ?? codes.join(', ') }]
  })
}

/** All codes that a name can hold, where they are declared. */
function codesOf(
  node: ASTNode,
  env: ConditionEnvironment,
): { called: string; codes: readonly string[] } | undefined {
  const found = reference(node)
  if (found?.scope !== 'customer' && found?.scope !== 'contact') return undefined
  const attribute = env.vocabulary.catalogue.find(({ name }) => name === found.name)
  const codes =
    found.scope === 'contact'
      ? contactFields.find(({ name }) => name === found.name)?.values
      : attribute?.values && Object.keys(attribute.values)
  return codes && { called: fullName(found), codes }
}
