import { z } from 'zod';

const urlsSchema = z.array(z.url({ protocol: /^https?$/ }).max(500)).max(3);

/** `X-Override-Notification`: up to three addresses with commas between them, which replace the configured one. */
export const readNotificationUrls = (header: string | undefined): z.ZodSafeParseResult<string[]> =>
  urlsSchema.safeParse(
    (header ?? '')
      .split(',')
      .map((url) => url.trim())
      .filter((url) => url !== ''),
  );
