export type Locale = 'id' | 'en';

const tags = { id: 'id-ID', en: 'en-GB' } as const;

/** Rp79.000 in Indonesian, Rp79,000 in English. */
export const rupiahText = (amountRupiah: number, locale: Locale): string => `Rp${new Intl.NumberFormat(tags[locale]).format(amountRupiah)}`;

/** An instant in Jakarta, whose clock most of Banten's buyers look at: 24 November 2026 15.00 WIB. */
export const timeText = (instant: string, locale: Locale): string => {
  const zone = { timeZone: 'Asia/Jakarta' } as const;
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat(tags[locale], { ...zone, dateStyle: 'long' }).format(at);
  const hour = new Intl.DateTimeFormat(tags[locale], { ...zone, timeStyle: 'short', hour12: false }).format(at);
  return `${day} ${hour} WIB`;
};
