/** Pages that the gateway may keep: each is a route that its service declares public, whose handler never learns who asks. */
export type CachedPage = 'listing' | 'search' | 'seller' | 'sellers' | 'categories' | 'agencies' | 'regions';

/** What a page was made of. Whoever hears that a tag has changed drops every page that bears it. */
export type Tag = string;

export const listingTag = (listingId: string): Tag => `listing:${listingId}`;
export const sellerTag = (sellerId: string): Tag => `seller:${sellerId}`;
/** Every listing's page and every page of the search. */
export const ALL_LISTINGS: Tag = 'listings';
export const SEARCH: Tag = 'search';
/** The same pages, by the event that says which sellers may sell. */
export const SELLING: Tag = 'selling';
export const SELLERS: Tag = 'sellers';
export const CATEGORIES: Tag = 'categories';
export const AGENCIES: Tag = 'agencies';

/** `subjectId` is the third part of the page's path, where it has one. */
export const tagsOf = (page: CachedPage, subjectId = ''): readonly Tag[] => {
  switch (page) {
    case 'listing':
      return [ALL_LISTINGS, listingTag(subjectId), SELLING];
    case 'search':
      return [ALL_LISTINGS, SEARCH, SELLING];
    case 'seller':
      return [sellerTag(subjectId)];
    case 'sellers':
      return [SELLERS];
    case 'categories':
      return [CATEGORIES];
    case 'agencies':
      return [AGENCIES];
    case 'regions':
      return [];
  }
};

/**
 * For how long after a purge a page may still be made of what was true before, since its service hears of the change when we do, or later.
 * Longest where somebody was taken off sale; few may bring that about, or anyone could keep all pages cold.
 */
export const settlingMsOf = (tag: Tag): number => (tag === SELLING ? 10_000 : 1_000);

/** A public answer as it is kept, in this process and in Redis. */
export type KeptPage = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly madeAtMs: number;
  readonly freshUntilMs: number;
  /** Until then it may stand in for an upstream that is down. */
  readonly staleUntilMs: number;
};

export type PageLanguage = 'id' | 'en';

/** One representation: what the upstream is asked, byte for byte, so that two questions never share an answer. */
export const pageKey = (target: string, language: PageLanguage): string => `${language} ${target}`;

export const isFresh = (page: KeptPage, nowMs: number): boolean => nowMs < page.freshUntilMs;

export const mayStandIn = (page: KeptPage, nowMs: number): boolean => nowMs < page.staleUntilMs;
