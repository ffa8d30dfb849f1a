import { BLOCKS } from './blocks.ts'

const BLOCK = /<!-- scale: (\w+) -->\n[\s\S]*?<!-- end -->/g

/** The page with every block as it is computed today. @throws Error where it names one there is not, or lacks one */
export function filled(page: string): string {
  const names = [...page.matchAll(BLOCK)].map(([, name = '']) => name)
  const missing = Object.keys(BLOCKS).filter((name) => !names.includes(name))
  if (missing.length) throw new Error(`docs/scale.md has no place for ${missing.join(', ')}`)
  return page.replace(BLOCK, (_, name: string) => {
    const block = BLOCKS[name]
    if (!block) throw new Error(`docs/scale.md names ${name}, which nothing computes`)
    return `<!-- scale: ${name} -->\n${block()}\n<!-- end -->`
  })
}
