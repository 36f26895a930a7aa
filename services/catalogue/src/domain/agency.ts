import { ok, reject, type Result } from '@wadah/kit';

export type Agency = { readonly status: 'absent' } | ({ readonly status: 'open' } & AgencyData);

export type AgencyData = { readonly agencyId: string; readonly code: string; readonly name: string };

export type AgencyEvent = { readonly type: 'AgencyCreated'; readonly at: Date } & AgencyData;

export type CreateAgency = AgencyData & { readonly at: Date };

export const evolveAgency = (_agency: Agency, event: AgencyEvent): Agency => {
  const { agencyId, code, name } = event;
  return { status: 'open', agencyId, code, name };
};

export const decideCreateAgency = (agency: Agency, command: CreateAgency): Result<readonly AgencyEvent[]> => {
  if (agency.status === 'absent') return ok([{ type: 'AgencyCreated', ...command }]);
  if (agency.code === command.code && agency.name === command.name) return ok([]);
  return reject('conflict', 'agency-code-taken', 'Another agency has this id already.');
};
