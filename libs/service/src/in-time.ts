import type { Logger } from '@wadah/messaging';

export type InTime = { readonly what: string; readonly mostMs: number; readonly logger: Logger };

/** Waits for one step of a stop, for so long at most: what it leaves behind is taken up elsewhere as after a crash. */
export const inTime = async (step: Promise<unknown>, { what, mostMs, logger }: InTime): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      logger.warn({ step: what, mostMs }, 'A step of the stop took too long and is left to others');
      resolve();
    }, mostMs);
  });
  try {
    await Promise.race([step, late]);
  } catch (error) {
    logger.warn({ err: error, step: what }, 'A step of the stop failed');
  } finally {
    clearTimeout(timer);
  }
};
