/** How tables of this page turn their pages. */
export const paged = { pageSize: 10, hideOnSinglePage: true, size: 'small', showSizeChanger: false } as const
