/** A property of the element itself: in a form, a field of that name stands before it. */
export const own = <E extends Element, K extends keyof E>(element: E, name: K): E[K] =>
  Reflect.get(Object.getPrototypeOf(element), name, element)
