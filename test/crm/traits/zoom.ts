import { sheet, type Trait } from './parts.ts'

/** A narrow frame whose page, or a part of it, may be shown larger or smaller. */
export const zoom: Trait = {
  '': ({ number }) => `<iframe name=detail src="detail?khh=${number}" width=860 height=300></iframe>`,
  detail: (shown) =>
    `<style>td { min-width: 200px }</style><div id=part style="padding: 6px">${sheet(shown)}</div>`,
}
