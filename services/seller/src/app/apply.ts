import { ok, reject, type Now, type Result } from '@wadah/kit';
import { decideApply, decideApplyAgain } from '../domain/apply.ts';
import type { Statement } from '../domain/seller.ts';
import type { Agencies, Sellers, Vault, Versioned } from './ports.ts';

/** An application as it comes in, numbers in the clear. */
export type PlainStatement = Omit<Statement, 'owner' | 'npwp' | 'bankAccount'> & {
  readonly owner: { readonly name: string; readonly nik: string };
  readonly npwp?: string;
  readonly bankAccount?: { readonly bank: string; readonly number: string; readonly holder: string };
};

export type ApplyDeps = { readonly sellers: Sellers; readonly vault: Vault; readonly agencies: Agencies; readonly now: Now };

type Stated = { readonly sellerId: string; readonly plain: PlainStatement };

const sealedStatement = (vault: Vault, { sellerId, plain: { owner, npwp, bankAccount, ...rest } }: Stated): Statement => ({
  ...rest,
  owner: { name: owner.name, nik: vault.seal(owner.nik, { sellerId, field: 'nik' }) },
  ...(npwp === undefined ? {} : { npwp: vault.seal(npwp, { sellerId, field: 'npwp' }) }),
  ...(bankAccount === undefined
    ? {}
    : { bankAccount: { ...bankAccount, number: vault.seal(bankAccount.number, { sellerId, field: 'bankAccount' }) } }),
});

/** Agencies come by events, so one that is not known yet may be known in a moment. */
const checkedAgency = async (agencies: Agencies, agencyId: string): Promise<Result<void>> =>
  (await agencies.has(agencyId))
    ? ok(undefined)
    : reject('conflict', 'organisation-unknown', 'This agency is not known here (yet); try again shortly.');

export const applyToSell =
  ({ sellers, vault, agencies, now }: ApplyDeps) =>
  async (command: Stated & { readonly founderId: string }): Promise<Result<Versioned>> => {
    const { sellerId, founderId, plain } = command;
    const known = await checkedAgency(agencies, plain.agencyId);
    if (!known.ok) return known;
    const statement = sealedStatement(vault, command);
    return sellers.updateVersioned(sellerId, (seller) => decideApply(seller, { sellerId, founderId, statement, at: now() }), {
      expectAbsent: true,
    });
  };

export const applyAgain =
  ({ sellers, vault, agencies, now }: ApplyDeps) =>
  async (command: Stated & { readonly confirmed: boolean; readonly expectedVersion?: number }): Promise<Result<Versioned>> => {
    const { sellerId, plain, confirmed, expectedVersion } = command;
    const known = await checkedAgency(agencies, plain.agencyId);
    if (!known.ok) return known;
    const statement = sealedStatement(vault, command);
    return sellers.updateVersioned(
      sellerId,
      (seller) => decideApplyAgain(seller, { statement, confirmed, at: now() }),
      expectedVersion === undefined ? {} : { expectedVersion },
    );
  };
