/** The package has types for its converters, none for the tables they are made of. */
declare module 'opencc-js/dict/*' {
  const entries: string
  export default entries
}
