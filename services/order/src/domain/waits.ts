import { secondsAfter } from '@wadah/kit';
import type { SellerPart } from './seller-order.ts';
import { daysAfter, endOfJakartaDay, workingDaysAfter } from './working-days.ts';

/** Every wait has one owner and one end; these are the ones that order owns. */
const STOCK_WAIT_SECONDS = 60;
const INSTRUCTIONS_WAIT_SECONDS = 300;
const ACCEPTANCE_WAIT_SECONDS = 24 * 3_600;
const SHIPMENT_WAIT_WORKING_DAYS = 3;
const PICK_UP_WAIT_DAYS = 7;
const AFTER_SERVICE_DATE_DAYS = 3;
const SERVICE_WAIT_DAYS = 17;
const DELIVERY_WAIT_DAYS = 14;
const OBJECTION_WAIT_DAYS = 2;
const REMINDER_DAYS = 3;

export const stockDueAt = (placedAt: Date): Date => secondsAfter(placedAt, STOCK_WAIT_SECONDS);

export const instructionsDueAt = (confirmedAt: Date): Date => secondsAfter(confirmedAt, INSTRUCTIONS_WAIT_SECONDS);

export const acceptanceDueAt = (openedAt: Date): Date => secondsAfter(openedAt, ACCEPTANCE_WAIT_SECONDS);

export const deliveryDueAt = (shippedAt: Date): Date => daysAfter(shippedAt, DELIVERY_WAIT_DAYS);

/** Until then the buyer may say that nothing came. */
export const objectionDueAt = (deliveredAt: Date): Date => daysAfter(deliveredAt, OBJECTION_WAIT_DAYS);

/** Nobody owns the clock of a decision; the operators are told that it is waiting. */
export const decisionRemindedAt = (since: Date): Date => daysAfter(since, REMINDER_DAYS);

const latest = (moments: readonly Date[]): Date => moments.reduce((late, moment) => (moment > late ? moment : late));

const serviceDueAt = (part: SellerPart, acceptedAt: Date): Date =>
  latest(
    part.lines.map(({ serviceDate }) =>
      serviceDate === undefined
        ? daysAfter(acceptedAt, SERVICE_WAIT_DAYS)
        : daysAfter(endOfJakartaDay(serviceDate), AFTER_SERVICE_DATE_DAYS),
    ),
  );

/** What follows acceptance: goods are shipped or fetched, a service is given on its date. */
export const handOverDueAt = (part: SellerPart, acceptedAt: Date): Date => {
  switch (part.deliveryMethod) {
    case 'courier':
    case 'own_delivery':
      return workingDaysAfter(acceptedAt, SHIPMENT_WAIT_WORKING_DAYS);
    case 'pick_up':
      return daysAfter(acceptedAt, PICK_UP_WAIT_DAYS);
    case 'on_site':
      return serviceDueAt(part, acceptedAt);
  }
};
