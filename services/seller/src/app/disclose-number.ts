import { ok, reject, type Now, type Result } from '@wadah/kit';
import { asDiscloser, type Caller } from '../domain/access.ts';
import type { NumberField } from '../domain/reseal.ts';
import type { LiveSeller, SealedNumber } from '../domain/seller.ts';
import { knownCaller } from './decide-seller.ts';
import type { Disclosures, Members, Sellers, Vault } from './ports.ts';

export type DiscloseDeps = {
  readonly sellers: Sellers;
  readonly members: Members;
  readonly vault: Vault;
  readonly disclosures: Disclosures;
  readonly now: Now;
};

const numberIn = ({ application: { statement } }: LiveSeller, field: NumberField): SealedNumber | undefined => {
  switch (field) {
    case 'nik':
      return statement.owner.nik;
    case 'npwp':
      return statement.npwp;
    case 'bankAccount':
      return statement.bankAccount?.number;
  }
};

/** One number in the clear, for who must compare it with a paper; recorded first, so that none is read unseen. */
export const discloseNumber =
  ({ sellers, members, vault, disclosures, now }: DiscloseDeps) =>
  async (
    caller: Caller,
    { sellerId, field, reason }: { readonly sellerId: string; readonly field: NumberField; readonly reason: string },
  ): Promise<Result<{ readonly value: string }>> => {
    const known = await knownCaller(members, caller, sellerId);
    const { state } = await sellers.loadVersioned(sellerId);
    const found = asDiscloser(known, (seller) => ok(numberIn(seller, field)))(state);
    if (!found.ok) return found;
    if (found.value === undefined) return reject('not_found', 'number-not-stated', 'The application does not state this number.');
    await disclosures.record({ sellerId, field, actorId: caller.id, reason, at: now() });
    return ok({ value: vault.open(found.value, { sellerId, field }) });
  };
