const WIDTHS = [72, 56, 64, 48]

/** Lines to come. */
export const Bones = () =>
  WIDTHS.map((width) => <div key={width} className="bone" style={{ width: `${width}%` }} />)
