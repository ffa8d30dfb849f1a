/** The day and moment that the bench's customers and runs are of. */
export const DAY = '2026-11-24'
export const NOW = `${DAY}T02:00:00.000Z`
