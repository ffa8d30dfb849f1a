import { Refused } from '../refused.ts'

export const noSuchDataset = () =>
  new Refused('no-such-dataset', {
    zh: '没有这个数据集，或它还没有生效的数据。',
    en: 'There is no such dataset, or nothing of it is live yet.',
  })

export const noSuchLoad = () =>
  new Refused('no-such-load', { zh: '没有这次全量更新。', en: 'There is no such full refresh.' })

export const loadOver = () =>
  new Refused('load-over', {
    zh: '这次全量更新已经完成或放弃，不再收数据。',
    en: 'This full refresh is finished or discarded and takes no more rows.',
  })

export const batchDiffers = () =>
  new Refused('batch-differs', {
    zh: '这个批次编号已用于另一份内容。',
    en: 'This batch id was used for another body.',
  })

export const batchOvertaken = () =>
  new Refused('batch-overtaken', {
    zh: '接收期间，数据集换上了另一次全量更新。',
    en: 'While it was taken, another full refresh of the dataset went live.',
  })
