import type { Block } from '../content.ts';
import type { TemplateFacts, TemplateName } from '../template-facts.ts';

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
};

export type Template<Name extends TemplateName> = {
  /** Subject of the mail and line of the feed; stands on the facts alone. */
  readonly title: (facts: TemplateFacts[Name]) => string;
  readonly body: (facts: TemplateFacts[Name], details: Details) => readonly Block[];
};

export type TemplatesOf<Name extends TemplateName> = { readonly [Each in Name]: Template<Each> };

/** All texts of one language. */
export type Language = {
  readonly templates: TemplatesOf<TemplateName>;
  readonly greeting: (name: string) => string;
  readonly footer: string;
};

export type CodeTemplates = TemplatesOf<Extract<TemplateName, `code_${string}`>>;
export type SellerTemplates = TemplatesOf<Extract<TemplateName, `seller_${string}` | `listing_${string}`>>;
export type SaleTemplates = TemplatesOf<Extract<TemplateName, `sale_${string}`>>;
export type BuyerTemplates = Omit<TemplatesOf<TemplateName>, keyof (CodeTemplates & SellerTemplates & SaleTemplates)>;
