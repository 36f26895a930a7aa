import { ok, reject, type Result } from '@wadah/kit';

export type Agency = { readonly status: 'absent' } | ({ readonly status: 'open' } & AgencyData);

export type AgencyData = { readonly agencyId: string; readonly code: string; readonly name: string };

export type AgencyEvent =
  | { readonly type: 'AgencyCreated'; readonly agency: AgencyData; readonly actorId: string; readonly at: Date }
  | {
      readonly type: 'AgencyChanged';
      readonly agency: AgencyData;
      readonly before: AgencyData;
      readonly actorId: string;
      readonly at: Date;
    };

export type CreateAgency = AgencyData & { readonly actorId: string; readonly at: Date };

export const evolveAgency = (_agency: Agency, { agency }: AgencyEvent): Agency => ({ status: 'open', ...agency });

export const decideCreateAgency = (agency: Agency, { actorId, at, ...data }: CreateAgency): Result<readonly AgencyEvent[]> => {
  if (agency.status === 'absent') return ok([{ type: 'AgencyCreated', agency: data, actorId, at }]);
  if (agency.code === data.code && agency.name === data.name) return ok([]);
  return reject('conflict', 'agency-code-taken', 'Another agency has this id already.');
};

export type ChangeAgency = { readonly name?: string; readonly actorId: string; readonly at: Date };

export const decideChangeAgency = (agency: Agency, { name, actorId, at }: ChangeAgency): Result<readonly AgencyEvent[]> => {
  if (agency.status === 'absent') return reject('not_found', 'agency-not-found', 'No such agency.');
  if (name === undefined || name === agency.name) return ok([]);
  const { status: _status, ...before } = agency;
  return ok([{ type: 'AgencyChanged', agency: { ...before, name }, before, actorId, at }]);
};
