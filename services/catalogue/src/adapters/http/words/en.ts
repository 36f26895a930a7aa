import type { Words } from './words.ts';

export const en: Words = {
  status: {
    draft: 'Draft',
    submitted: 'Waiting for a curator’s decision',
    published: 'Published',
    returned: 'Returned to be corrected',
    rejected: 'Rejected',
    unpublished: 'Taken off sale',
  },
  kind: {
    goods: 'Goods',
    tour: 'Tour',
    service: 'Service',
  },
  decision: {
    approve: 'Approved',
    return: 'Returned to be corrected',
    reject: 'Rejected',
  },
};
