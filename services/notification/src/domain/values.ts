/** What events name by a code and a mail says in words; each language has a word for every one, and one for what came later (`other`). */
const list = <const Values extends readonly string[]>(...values: Values) => [...values, 'other'] as const;

export const values = {
  orderRejection: list('insufficient_stock', 'price_changed', 'not_on_sale', 'timeout'),
  cancelReason: list('buyer_request', 'no_instructions', 'payment_failed'),
  parcelReason: list('out_of_stock', 'damaged', 'seller_other', 'buyer_withdrew', 'not_accepted', 'not_shipped', 'decision'),
  contestReason: list('not_received', 'not_delivered', 'not_picked_up', 'not_served'),
  deliveryMethod: list('courier', 'own_delivery', 'pick_up', 'on_site'),
  /** A plain code in events, since providers add theirs. */
  paymentMethod: list('qris', 'va_banten', 'va_bca', 'va_bni', 'va_bri', 'va_permata'),
  sellerLevel: list('L0', 'L1', 'L2', 'L3'),
  securityChange: list(
    'password_changed',
    'password_reset',
    'mail_restored',
    'second_factor_added',
    'recovery_code_used',
    'second_factor_removal_requested',
    'second_factor_removed',
    'refresh_reused',
    'blocked',
    'reinstated',
  ),
  clientChange: list('created', 'secret_renewed', 'closed'),
  organisationKind: list('seller', 'agency', 'buying_unit', 'platform'),
  role: list(
    'seller_owner',
    'seller_staff',
    'curator',
    'purchaser',
    'commitment_officer',
    'finance_officer',
    'treasurer',
    'receiver',
    'auditor',
    'planner',
    'operator',
  ),
} as const;

export type ValueKind = keyof typeof values;

export type Value<Kind extends ValueKind> = (typeof values)[Kind][number];

/** Words of one kind in one language; a missing one does not compile. */
export type WordsOf<Kind extends ValueKind> = Readonly<Record<Value<Kind>, string>>;

/** The word or text of a value; one that a later release stored is read as `other`. */
export const wordIn = <Word>(words: Readonly<Record<'other', Word> & Record<string, Word>>, value: string): Word =>
  Object.hasOwn(words, value) ? (words[value] ?? words.other) : words.other;
