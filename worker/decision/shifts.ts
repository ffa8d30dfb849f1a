import type { Shift } from '../contract/playbook.ts'

/** Whether a time of day (HH:MM) lies in hours that may go over midnight; `until` is no part of them. */
export function inHours({ from, until }: Pick<Shift, 'from' | 'until'>, time: string): boolean {
  return from < until ? from <= time && time < until : from <= time || time < until
}

/** Whether a minute (`2026-11-24T09:00`) lies in one of those shifts. */
export function inShifts(shifts: readonly Shift[], ids: readonly string[], minute: string): boolean {
  return shifts.some((shift) => ids.includes(shift.id) && inHours(shift, minute.slice(11)))
}
