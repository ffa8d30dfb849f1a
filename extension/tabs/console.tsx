/** Names the page for the manifest. What runs is extension/console/index.tsx, bundled over it: see rollout/build/bundle.ts. */
export default function Console() {
  return null
}
