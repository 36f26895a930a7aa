import { jakartaDay } from '@wadah/kit';
import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for one another when read aloud. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** As people read it out: WDH-20261124-7K3F9Q. */
export const newOrderNumber = (at: Date): string => {
  const signs = Array.from({ length: 6 }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');
  return `WDH-${jakartaDay(at).replaceAll('-', '')}-${signs}`;
};

export const newPickUpCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
