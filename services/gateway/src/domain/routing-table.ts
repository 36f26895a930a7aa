import type { CachedPage } from './cached-page.ts';

export const upstreamNames = ['identity', 'seller', 'catalogue', 'order', 'payment', 'notification'] as const;

export type UpstreamName = (typeof upstreamNames)[number];

export type LimitClass = 'default' | 'search' | 'auth' | 'hook';

/** Who calls back; each has a limit of its own. */
export const hookProviders: ReadonlySet<string> = new Set(['midtrans']);

export type Row = {
  /** `*` is any one part; what follows the last part is included unless the row is `exact`. */
  readonly path: string;
  readonly upstream: UpstreamName;
  readonly method?: 'GET' | 'POST';
  readonly exact?: true;
  readonly limit?: LimitClass;
  /** Its service declares it public; a test compares this with the API document. */
  readonly cache?: CachedPage;
};

/** Whose path it is, and how it is limited. The first row that fits decides; a path that fits none is 404. */
export const routingTable: readonly Row[] = [
  { path: '/.well-known/jwks.json', upstream: 'identity', exact: true },
  { path: '/oauth/token', upstream: 'identity', exact: true, limit: 'auth' },
  { path: '/v1/accounts', upstream: 'identity', method: 'POST', exact: true, limit: 'auth' },
  { path: '/v1/accounts/verification', upstream: 'identity', exact: true, limit: 'auth' },
  { path: '/v1/accounts', upstream: 'identity' },
  { path: '/v1/sessions', upstream: 'identity', method: 'POST', limit: 'auth' },
  { path: '/v1/sessions', upstream: 'identity' },
  { path: '/v1/password-resets', upstream: 'identity', limit: 'auth' },
  { path: '/v1/email-reversals', upstream: 'identity', limit: 'auth' },
  { path: '/v1/invitations/acceptance', upstream: 'identity', limit: 'auth' },
  { path: '/v1/invitations', upstream: 'identity' },
  { path: '/v1/me/password', upstream: 'identity', method: 'POST', limit: 'auth' },
  { path: '/v1/me/email', upstream: 'identity', method: 'POST', limit: 'auth' },
  { path: '/v1/me/second-factor', upstream: 'identity', method: 'POST', limit: 'auth' },
  { path: '/v1/me', upstream: 'identity' },
  { path: '/v1/organisations', upstream: 'identity' },
  { path: '/v1/clients', upstream: 'identity' },
  { path: '/v1/decisions', upstream: 'identity' },

  { path: '/v1/sellers/*/listings', upstream: 'catalogue' },
  { path: '/v1/sellers/*/balance', upstream: 'payment' },
  { path: '/v1/sellers/*/statement', upstream: 'payment' },
  { path: '/v1/sellers', upstream: 'seller', method: 'GET', exact: true, cache: 'sellers' },
  { path: '/v1/sellers/*', upstream: 'seller', method: 'GET', exact: true, cache: 'seller' },
  { path: '/v1/sellers', upstream: 'seller' },
  { path: '/v1/curation/sellers', upstream: 'seller' },

  { path: '/v1/curation/listings', upstream: 'catalogue' },
  { path: '/v1/listings', upstream: 'catalogue', method: 'GET', exact: true, limit: 'search', cache: 'search' },
  { path: '/v1/listings/*', upstream: 'catalogue', method: 'GET', exact: true, cache: 'listing' },
  { path: '/v1/listings', upstream: 'catalogue' },
  { path: '/v1/agencies', upstream: 'catalogue', method: 'GET', exact: true, cache: 'agencies' },
  { path: '/v1/agencies', upstream: 'catalogue' },
  { path: '/v1/categories', upstream: 'catalogue', method: 'GET', exact: true, cache: 'categories' },
  { path: '/v1/categories', upstream: 'catalogue' },
  { path: '/v1/regions', upstream: 'catalogue', method: 'GET', exact: true, cache: 'regions' },
  { path: '/v1/regions', upstream: 'catalogue' },

  { path: '/v1/carts', upstream: 'order' },
  { path: '/v1/orders', upstream: 'order' },
  { path: '/v1/seller-orders', upstream: 'order' },

  { path: '/v1/hooks/payments/*', upstream: 'payment', exact: true, limit: 'hook' },
  { path: '/v1/payments', upstream: 'payment' },
  { path: '/v1/refunds', upstream: 'payment' },
  { path: '/v1/ledger', upstream: 'payment' },

  { path: '/v1/notifications', upstream: 'notification' },
];

type Matcher = { readonly row: Row; readonly parts: readonly string[] };

const matchers: readonly Matcher[] = routingTable.map((row) => ({ row, parts: row.path.slice(1).split('/') }));

const fits = ({ row, parts }: Matcher, method: string, segments: readonly string[]): boolean => {
  if (row.method !== undefined && row.method !== (method === 'HEAD' ? 'GET' : method)) return false;
  if (row.exact === true ? segments.length !== parts.length : segments.length < parts.length) return false;
  return parts.every((part, index) => part === '*' || part === segments[index]);
};

/** The row of a path. No path of ours has an empty part, so one with a slash at its end is nobody's. */
export const rowOf = (method: string, segments: readonly string[]): Row | undefined =>
  segments.includes('') ? undefined : matchers.find((matcher) => fits(matcher, method, segments))?.row;
