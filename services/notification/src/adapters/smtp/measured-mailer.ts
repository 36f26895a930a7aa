import type { Metrics } from '@wadah/messaging';
import type { Mailer } from '../../app/ports.ts';

/** Counts what became of each try: `failed` is tried again, `refused` never will be. */
export const measuredMailer = (mailer: Mailer, metrics: Metrics): Mailer => ({
  send: async (mail) => {
    const beganAt = performance.now();
    let outcome = 'failed';
    try {
      const sent = await mailer.send(mail);
      outcome = sent.ok ? 'sent' : 'refused';
      return sent;
    } finally {
      metrics.counter('notification_mails_total', { outcome });
      metrics.histogram('notification_mail_seconds', (performance.now() - beganAt) / 1000, { outcome });
    }
  },
});
