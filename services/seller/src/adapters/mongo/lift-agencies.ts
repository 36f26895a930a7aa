import type { Mongo } from '@wadah/mongo';

/** An earlier release kept the agency of the latest application beside the state; a seller belongs to the one that approved it. */
export const liftAgencies = async (mongo: Mongo): Promise<number> => {
  const { modifiedCount } = await mongo
    .collection('sellers')
    .updateMany({ 'state.approved': { $exists: true }, $expr: { $ne: ['$agencyId', '$state.approved.agencyId'] } }, [
      { $set: { agencyId: '$state.approved.agencyId' } },
    ]);
  return modifiedCount;
};
