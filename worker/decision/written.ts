import type { ASTNode } from '@marcbachmann/cel-js'

/** How tightly what is not listed binds: names, calls, lists, values. */
const TIGHTEST = 9
const UNARY = 8

/** How tightly operators bind in the library's grammar. */
const tightness: Record<string, number> = {
  ...{ '?:': 1, '||': 2, '&&': 3, '==': 4, '!=': 4, '<': 5, '<=': 5, '>': 5, '>=': 5, in: 5 },
  ...{ '+': 6, '-': 6, '*': 7, '/': 7, '%': 7, '!_': UNARY, '-_': UNARY },
}

/**
 * A part of a parsed text, written so that it is parsed to the same part again. Values stand as they do in the text;
 * parentheses only where the text had them, so that none goes deeper than the library allows. (Its own serialiser
 * drops those in `a - (b - c)` and rounds numbers.)
 */
export function written(node: ASTNode, text: string): string {
  const all = (parts: readonly ASTNode[]) => parts.map((part) => written(part, text)).join(', ')
  const side = (part: ASTNode, least: number) => {
    const bare = written(part, text)
    return (tightness[part.op] ?? TIGHTEST) < least ? `(${bare})` : bare
  }
  switch (node.op) {
    case 'value':
    case 'id':
      return text.slice(node.range.start, node.range.end)
    case '.':
      return `${side(node.args[0], TIGHTEST)}.${node.args[1]}`
    case 'call':
      return `${node.args[0]}(${all(node.args[1])})`
    case 'rcall':
      return `${side(node.args[1], TIGHTEST)}.${node.args[0]}(${all(node.args[2])})`
    case 'list':
      return `[${all(node.args)}]`
    case '?:':
      return `${side(node.args[0], 2)} ? ${written(node.args[1], text)} : ${written(node.args[2], text)}`
    case '!_':
    case '-_':
      return `${node.op[0]}${side(node.args, UNARY)}`
    default:
      return binary(node, side)
  }
}

/** All of them are read from the left. */
function binary(node: ASTNode, side: (part: ASTNode, least: number) => string): string {
  const [left, right] = node.args as [ASTNode, ASTNode]
  const least = tightness[node.op]
  if (least === undefined) throw new Error(`${node.op} is outside the part of CEL that is supported`)
  return `${side(left, least)} ${node.op} ${side(right, least + 1)}`
}
