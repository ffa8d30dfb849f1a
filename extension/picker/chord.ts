interface Keys {
  key: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  shiftKey: boolean
}

/** Keys by which one moves about this page; alone they are no shortcut of a CRM. */
const OWN = ['Tab', 'Escape', 'Enter', ' ', 'Backspace', 'Delete']
const MODIFIERS = ['Control', 'Alt', 'Meta', 'Shift', 'AltGraph', 'CapsLock', 'Process', 'Unidentified']

/** A press as adapters write it, such as `F9` or `Ctrl+Enter`; null where it is none that a CRM could listen to. */
export function chordOf({ key, ctrlKey, altKey, metaKey, shiftKey }: Keys): string | null {
  const held = [ctrlKey && 'Ctrl', altKey && 'Alt', metaKey && 'Meta', shiftKey && 'Shift'].filter(Boolean)
  if (MODIFIERS.includes(key)) return null
  const strong = ctrlKey || altKey || metaKey
  if (!strong && (OWN.includes(key) || key.length === 1 || key.startsWith('Arrow'))) return null
  return [...held, key.length === 1 ? key.toUpperCase() : key].join('+')
}
