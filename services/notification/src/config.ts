import { baseConfig, httpUrl, httpUrls, wholeNumber } from '@wadah/service';
import { z } from 'zod';

/** `Wadah <no-reply@wadah.example>`; what follows the @ names each Message-ID as well. */
const sender = z
  .string()
  .max(200)
  .regex(/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$/, 'must be a name and an address, as Wadah <no-reply@wadah.example>');

export const notificationConfig = z.object({
  ...baseConfig,
  IDENTITY_INTERNAL_URL: httpUrls,
  SELLER_INTERNAL_URL: httpUrls,
  CATALOGUE_INTERNAL_URL: httpUrls,
  ORDER_INTERNAL_URL: httpUrls,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: sender,
  /** Where links in mails lead. */
  PUBLIC_URL: httpUrl,
  MAIL_CONCURRENCY: wholeNumber({ min: 1, max: 50, default: 4 }),
  /** A mail whose sender was killed is sent again after this long. */
  MAIL_LEASE_SECONDS: wholeNumber({ min: 1, max: 600, default: 60 }),
  /** Above so many new messages a second, mails yield to the journey. */
  MAIL_YIELDS_ABOVE_PER_SECOND: wholeNumber({ min: 1, max: 10_000, default: 10 }),
});

export type NotificationConfig = Readonly<z.output<typeof notificationConfig>>;
