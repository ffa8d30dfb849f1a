/** Where a change cannot be decided with, and why; paths as in the request. */
export class PreviewRefused extends Error {
  override name = 'PreviewRefused'
  readonly faults: { path: string; message: string }[]

  constructor(faults: { path: string; message: string }[]) {
    super('the change cannot be decided with')
    this.faults = faults
  }
}
