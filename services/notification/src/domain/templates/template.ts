import type { Block } from '../content.ts';
import type { OptionalMail } from '../mail-kinds.ts';
import type { TemplateFacts, TemplateName } from '../template-facts.ts';
import type { Value, ValueKind, WordsOf } from '../values.ts';

export type OrderLine = {
  readonly title: string;
  readonly variantName: string;
  readonly quantity: number;
  readonly unitPriceRupiah: number;
  readonly sellerId: string;
};

export type OrderDetails = {
  readonly lines: readonly OrderLine[];
  readonly sellerOrders: readonly { readonly sellerOrderId: string; readonly sellerName: string; readonly pickUpCode?: string }[];
};

export type ReviewDetails = {
  /** Name of the store or title of the listing. */
  readonly subject: string;
  readonly reasons: readonly { readonly field: string; readonly reason: string }[];
  readonly note: string;
};

/** What was asked of its owner when the mail was written. */
export type Details = {
  readonly publicUrl: string;
  readonly order?: OrderDetails;
  readonly review?: ReviewDetails;
  readonly code?: string;
  /** Name of the store that it is about. */
  readonly storeName?: string;
  /** Name of the person that it is about. */
  readonly personName?: string;
};

export type Template<Name extends TemplateName> = {
  /** Subject of the mail and line of the feed; stands on the facts alone. */
  readonly title: (facts: TemplateFacts[Name]) => string;
  readonly body: (facts: TemplateFacts[Name], details: Details) => readonly Block[];
};

export type TemplatesOf<Name extends TemplateName> = { readonly [Each in Name]: Template<Each> };

/** Values of events in words. What happened to a parcel is told to its seller in other words than to its buyer. */
export type Words = { readonly [Kind in Exclude<ValueKind, 'securityChange'>]: WordsOf<Kind> } & {
  readonly saleReason: WordsOf<'parcelReason'>;
  readonly contestSaleReason: WordsOf<'contestReason'>;
};

export type SecurityText = { readonly title: string; readonly lines: readonly string[] };

export type SecurityTexts = Readonly<Record<Value<'securityChange'>, SecurityText>>;

/** All texts of one language. */
export type Language = {
  readonly templates: TemplatesOf<TemplateName>;
  readonly words: Words;
  readonly securityTexts: SecurityTexts;
  /** Title of a kind that a later release has written and this one has no words for. */
  readonly news: string;
  readonly greeting: (name: string) => string;
  readonly footer: string;
  /** Names of the mails that can be switched off, as their reader sees them. */
  readonly optionalMails: Readonly<Record<OptionalMail, string>>;
  readonly dutyNote: string;
  readonly unsubscribe: string;
};

type Prefixed<Prefix extends string> = TemplatesOf<Extract<TemplateName, `${Prefix}_${string}`>>;

export type CodeTemplates = Prefixed<'code'>;
export type SellerTemplates = Prefixed<'seller' | 'listing'>;
export type SaleTemplates = Prefixed<'sale'>;
export type MoneyTemplates = Prefixed<'payment' | 'refund'>;
export type ContestedTemplates = Prefixed<'contested'>;
export type StoreTemplates = Prefixed<'store'>;
export type AccountTemplates = Prefixed<'account'>;
export type BuyerTemplates = Prefixed<'how' | 'order' | 'parcel'>;
