import { useId, useState } from 'react'

/** Something to open: the state, and what ties the button to what it opens. */
export function useFold(initially = false) {
  const id = useId()
  const [open, setOpen] = useState(initially)
  const button = {
    type: 'button' as const,
    'aria-expanded': open,
    'aria-controls': id,
    onClick: () => setOpen(!open),
  }
  return { open, id, button }
}
