import type { Words } from './words.ts';

export const en: Words = {
  sellerStatus: {
    applied: 'Waiting to be verified',
    verified: 'Verified',
    returned: 'The application was returned to be corrected',
    rejected: 'The application was rejected',
    suspended: 'Suspended',
  },
  applicationStatus: {
    open: 'Waiting for a curator’s decision',
    approved: 'Approved',
    returned: 'Returned to be corrected',
    rejected: 'Rejected',
  },
  decision: {
    approve: 'Approved',
    return: 'Returned to be corrected',
    reject: 'Rejected',
  },
  sanctionBy: {
    curator: 'The agency’s curator',
    operator: 'The operator',
  },
};
