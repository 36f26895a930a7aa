import type { Mongo } from '@wadah/mongo';
import type { ServiceClient, ServiceClients } from '../../app/ports.ts';

type StoredClient = Omit<ServiceClient, 'clientId'> & { readonly _id: string };

/** Our own services as clients of each other. Written by the job of a deployment alone; the API neither grants nor shows these. */
export const serviceClientStore = (mongo: Mongo): ServiceClients => {
  const clients = mongo.collection<StoredClient>('service_clients');
  return {
    load: async (clientId) => {
      const found = await clients.findOne({ _id: clientId });
      return found === null ? undefined : { clientId, secretHash: found.secretHash, grants: found.grants };
    },
    apply: async (wanted) => {
      const upserts = wanted.map(({ clientId, ...client }) => ({
        replaceOne: { filter: { _id: clientId }, replacement: client, upsert: true },
      }));
      const gone = { deleteMany: { filter: { _id: { $nin: wanted.map(({ clientId }) => clientId) } } } };
      await clients.bulkWrite([...upserts, gone]);
    },
  };
};
