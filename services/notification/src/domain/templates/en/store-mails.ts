import { facts, link, text, type Block } from '../../content.ts';
import { timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { pageOf } from '../order-lines.ts';
import type { Details, StoreTemplates } from '../template.ts';
import { words } from './words.ts';

const toStore = (details: Details, sellerId: string): Block => link('Open the store', pageOf(details, `/stores/${sellerId}`));
const store = ({ storeName }: Details): string => storeName ?? 'your store';
const notYou = text('If no owner of the store wanted this, undo it now, change your password and tell an operator.');

/** What an owner should hear of at once, since a thief would do it first. */
export const storeMails: StoreTemplates = {
  store_bank_account: {
    title: () => 'The bank account of your store was changed',
    body: ({ sellerId, transfersHeldUntil }, details) => [
      text(`Payouts of ${store(details)} go to another bank account from now on.`),
      ...(transfersHeldUntil === undefined ? [] : [facts(['Nothing is paid out before', timeText(transfersHeldUntil, 'en')])]),
      notYou,
      toStore(details, sellerId),
    ],
  },
  store_client: {
    title: ({ change }) => `An app ${wordIn(words.clientChange, change)} at your store`,
    body: ({ sellerId, clientId, change }, details) => [
      text(`An app that acts for ${store(details)} ${wordIn(words.clientChange, change)}.`),
      facts(['App', clientId]),
      notYou,
      toStore(details, sellerId),
    ],
  },
  store_member: {
    title: ({ role }) => (role === undefined ? 'Somebody has left your store' : 'Somebody has a role at your store'),
    body: ({ sellerId, role }, details) => [
      text(
        role === undefined
          ? `${details.personName ?? 'Somebody'} no longer belongs to ${store(details)}.`
          : `${details.personName ?? 'Somebody'} is now ${wordIn(words.role, role)} of ${store(details)}.`,
      ),
      notYou,
      toStore(details, sellerId),
    ],
  },
};
