import { ok, type Result } from '@wadah/kit';
import type { LiveSeller, SealedNumber, Seller, SellerEvent, Statement } from './seller.ts';

export type NumberField = 'nik' | 'npwp' | 'bankAccount';

/** Seals a number anew; the same object where its key is the present one already. */
export type Reseal = (number: SealedNumber, field: NumberField) => SealedNumber;

const withNewKey = ({ owner, npwp, bankAccount, ...rest }: Statement, reseal: Reseal): Statement => ({
  ...rest,
  owner: { ...owner, nik: reseal(owner.nik, 'nik') },
  ...(npwp === undefined ? {} : { npwp: reseal(npwp, 'npwp') }),
  ...(bankAccount === undefined ? {} : { bankAccount: { ...bankAccount, number: reseal(bankAccount.number, 'bankAccount') } }),
});

const sealedIn = ({ owner, npwp, bankAccount }: Statement): readonly (SealedNumber | undefined)[] => [owner.nik, npwp, bankAccount?.number];

const numbersOf = ({ application, approved }: LiveSeller) =>
  [application.statement, ...(approved === undefined ? [] : [approved])].flatMap(sealedIn);

/** After a rotation of the data key: every number under the new key, so that the old one may be destroyed. */
export const decideReseal = (
  seller: Seller,
  { reseal, at }: { readonly reseal: Reseal; readonly at: Date },
): Result<readonly SellerEvent[]> => {
  if (seller.status === 'absent') return ok([]);
  const { application, approved } = seller;
  const resealed: LiveSeller = {
    ...seller,
    application: { ...application, statement: withNewKey(application.statement, reseal) },
    ...(approved === undefined ? {} : { approved: withNewKey(approved, reseal) }),
  };
  const before = numbersOf(seller);
  return ok(
    numbersOf(resealed).every((number, index) => number === before[index]) ? [] : [{ type: 'NumbersResealed', seller: resealed, at }],
  );
};
