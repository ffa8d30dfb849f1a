import { backForward } from './back-forward.ts'
import { bare } from './bare.ts'
import { byWindow } from './by-window.ts'
import { crossOrigin } from './cross-origin.ts'
import { documentWrite } from './document-write.ts'
import { encoding } from './encoding.ts'
import { frameset } from './frameset.ts'
import { hash } from './hash.ts'
import { hiddenPost } from './hidden-post.ts'
import { inPageTabs } from './in-page-tabs.ts'
import { inPlace } from './in-place.ts'
import { link } from './link.ts'
import { lostId } from './lost-id.ts'
import { numberForm } from './number-form.ts'
import type { Trait } from './parts.ts'
import { placement } from './placement.ts'
import { popup } from './popup.ts'
import { prerender } from './prerender.ts'
import { print } from './print.ts'
import { pushState } from './push-state.ts'
import { quirks } from './quirks.ts'
import { sandbox } from './sandbox.ts'
import { scriptForm } from './script-form.ts'
import { shadowing } from './shadowing.ts'
import { siblingFrame } from './sibling-frame.ts'
import { strictCsp } from './strict-csp.ts'
import { twoWindows } from './two-windows.ts'
import { updatePanel } from './update-panel.ts'
import { zoom } from './zoom.ts'

/** What old pages do, by name. The adapter of each lies beside its file. */
export const traits: Record<string, Trait> = {
  'back-forward': backForward,
  bare,
  'by-window': byWindow,
  'cross-origin': crossOrigin,
  'document-write': documentWrite,
  encoding,
  frameset,
  hash,
  'hidden-post': hiddenPost,
  'in-page-tabs': inPageTabs,
  'in-place': inPlace,
  link,
  'lost-id': lostId,
  'number-form': numberForm,
  placement,
  popup,
  prerender,
  print,
  'push-state': pushState,
  quirks,
  sandbox,
  'script-form': scriptForm,
  shadowing,
  'sibling-frame': siblingFrame,
  'strict-csp': strictCsp,
  'two-windows': twoWindows,
  'update-panel': updatePanel,
  zoom,
}
