/** Names the page for the manifest. What runs is extension/console/index.tsx, bundled over it: see test/stand/bundle.ts. */
export default function Console() {
  return null
}
