import { forgetLabels } from '../../host/labels.ts'
import { locateAll } from '../../host/locate.ts'
import { read } from '../../host/read.ts'
import { isSeen } from '../../host/visible.ts'
import { isAt, placeOf } from '../glob.ts'
import type { Asked, Told, Tried, Way } from '../types.ts'
import { judge } from './judge.ts'
import { seek } from './point.ts'
import { want } from './pointing.ts'

function tryWay({ at, from }: Way): Tried {
  const found = locateAll(document, at).filter(isSeen).length
  return { found, ...read(document, [{ ...at, from }]) }
}

const tryAll = (picks: Asked['picks']): Told['tried'] =>
  Object.fromEntries(picks.map(({ id, ways }) => [id, ways.map(tryWay)]))

/** Answers the picker; reads and points, and changes nothing of the page. */
function answer({ armed, picks, seek: sought, screens }: Asked): Told {
  // Changes of the tree are not watched here.
  forgetLabels()
  const isHere = (place: Asked['picks'][number]['place']) =>
    isAt(place, location.href, window.name, self.origin)
  const here = picks.filter(({ place }) => isHere(place))
  const strangers = here.length ? [] : picks.filter(({ target }) => target === 'number' || target === 'name')
  return {
    url: location.href,
    name: window.name,
    pointed: want(armed),
    tried: tryAll(here),
    sought: sought.number && sought.places.some(isHere) ? seek(sought.number) : null,
    stray: strangers.length
      ? { place: placeOf(location.href, window.name, self.origin), tried: tryAll(strangers) }
      : null,
    judged: screens.map(judge),
  }
}

declare global {
  /** In the extension's own world of a frame, which no page can see. */
  var finelinePicker: typeof answer | undefined
}

globalThis.finelinePicker = answer
