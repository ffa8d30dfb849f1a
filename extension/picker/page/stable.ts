/** Ids that frameworks count up or make anew: `el-id-1024-3`, `x-auto-77`, `ext-gen12`, `:r1:`, `j_idt45`, `ember12`. */
const COUNTED =
  /(?:^|[-_:.])(?:\d+|[a-z]{0,6}\d{2,})(?:$|[-_:.])|\d{3}|(?:gen|ember|idt|auto|uid|guid)\d|^:|^WD[0-9A-F]{2,}$/i
/** A hash: letters and digits in turn, as of style modules. */
const HASHED = /(?:^|[-_])(?=[0-9a-z]*\d[a-z]+\d|[0-9a-z]*[a-z]\d+[a-z])[0-9a-z]{5,}$|[0-9a-f]{12,}/i
/** ASP.NET counts its naming containers, and counts them alike at every visit: `ctl00_cphMain_lblCustNo`. */
const CONTAINER = /(?:^|(?<=[_$]))ctl\d\d(?=[_$])/g

const isMade = (text: string): boolean => COUNTED.test(text) || HASHED.test(text)

/** An id that will be the same at the next visit. */
export function isStableId(id: string): boolean {
  const bare = id.replace(CONTAINER, '')
  return bare.length > 1 && !/\s/.test(id) && /^[\x21-\x7e]+$/.test(id) && !isMade(bare)
}

/** The last part of a long id, with what parts it from the rest: `_lblCustNo`. Null where there is none, or it is made. */
export function endOfId(id: string): string | null {
  const end = /[_:$.][A-Za-z][A-Za-z0-9]*$/.exec(id)?.[0] ?? ''
  return end.length > 3 && !isMade(end.slice(1)) ? end : null
}

/** Classes of a state and not of a kind of thing. */
const STATES =
  /^(?:active|selected|hover|hovered|focus|focused|open|opened|closed|on|off|odd|even|first|last|disabled|enabled|visible|hidden|show|hide|current|checked|error|valid|invalid|dirty|pristine|touched|untouched|loading)$/i
const STATE_END =
  /(?:^|[-_])(?:is|has|ng)-|[-_](?:active|selected|hover|focus|focused|open|disabled|hidden|current|checked|error)$/i

/** A class that says what kind of thing it is, and will say so in the next release. */
export const isStableClass = (name: string): boolean =>
  /^[A-Za-z][\w-]*$/.test(name) &&
  !STATES.test(name) &&
  !STATE_END.test(name) &&
  !/\d{2}|^(?:css|sc|jss|svelte|_)-?[0-9a-z]/i.test(name) &&
  !isMade(name)

const NAMES =
  /^(?:name|type|role|readonly|formcontrolname|itemprop|aria-label|for|method|onmouseover)$|^data-(?!v-|react|reactid|id$)/

/** An attribute that may be named in a selector: one of the page's maker, with a value that is nobody's. */
export const isStableAttribute = (name: string, value: string): boolean =>
  NAMES.test(name) &&
  value.length <= 60 &&
  !/\d{4}/.test(value) &&
  (name !== 'aria-label' || value.length <= 20)

/** A name of a field. ASP.NET's begin with counted containers. */
export const isStableName = (name: string): boolean => {
  const bare = name.replace(CONTAINER, '')
  return bare.length > 0 && name.length <= 80 && !isMade(bare)
}
