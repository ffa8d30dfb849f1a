import { fitsGlob } from './glob.ts'

function* views(view: Window): Generator<Window> {
  yield view
  for (let at = 0; at < view.length; at++) {
    const inner = view[at]
    if (inner) yield* views(inner)
  }
}

/** Documents of the window's frames that a glob names by name or address; a frame of another origin is passed over. */
export function* documentsOf(globs: readonly string[]): Generator<Document> {
  for (const view of views(window.top ?? window)) {
    try {
      if (fitsGlob(globs, view.name) || fitsGlob(globs, view.location.href)) yield view.document
    } catch {
      // Of another origin.
    }
  }
}
