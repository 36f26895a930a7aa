import type { ServiceClients, Vault } from './ports.ts';

export type GrantRow = { readonly client: string; readonly audience: string; readonly scope: string };

export type ApplyGrantsDeps = {
  readonly serviceClients: ServiceClients;
  readonly vault: Vault;
  /** Who may call which internal operation of whom: the one table in the repository. */
  readonly table: readonly GrantRow[];
};

/** Brings what is stored in line with the table and the secrets, so what was taken out of the table is refused from then on. */
export const applyGrants = async (deps: ApplyGrantsDeps, secrets: Readonly<Record<string, string>>): Promise<void> => {
  const { serviceClients, vault, table } = deps;
  const grantsOf = (clientId: string) =>
    table.filter(({ client }) => `service-${client}` === clientId).map(({ audience, scope }) => ({ audience, scope }));
  await serviceClients.apply(
    Object.entries(secrets).map(([clientId, secret]) => ({
      clientId,
      secretHash: vault.hash(secret, 'client'),
      grants: grantsOf(clientId),
    })),
  );
};
