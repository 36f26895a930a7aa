import { duplicateIndexOf, type Mongo } from '@wadah/mongo';
import type { KeyTimes } from '../../domain/signing-keys.ts';
import type { Sealed } from '../../domain/sealed.ts';

/** `_id` is the generation, so two replicas can't make the same one twice. */
type StoredKey = {
  readonly _id: string;
  readonly kid: string;
  readonly signsFrom: Date;
  readonly publicJwk: { readonly kty: string; readonly n: string; readonly e: string };
  readonly privateKey: Sealed;
};

export type SigningKey = KeyTimes & Omit<StoredKey, '_id'>;

export type SigningKeys = {
  all(): Promise<readonly SigningKey[]>;
  /** False where another replica has made this generation. */
  add(key: SigningKey): Promise<boolean>;
  remove(generation: number): Promise<void>;
  /** The same key under another data key. */
  reseal(generation: number, privateKey: Sealed): Promise<void>;
};

const KEYS_MAX = 100;

export const signingKeyStore = (mongo: Mongo): SigningKeys => {
  const keys = mongo.collection<StoredKey>('signing_keys');
  return {
    all: async () => (await keys.find({}).limit(KEYS_MAX).toArray()).map(({ _id, ...key }) => ({ ...key, generation: Number(_id) })),
    add: async ({ generation, ...key }) => {
      try {
        await keys.insertOne({ _id: String(generation), ...key });
        return true;
      } catch (error) {
        if (duplicateIndexOf(error) === '_id_') return false;
        throw error;
      }
    },
    reseal: async (generation, privateKey) => {
      await keys.updateOne({ _id: String(generation) }, { $set: { privateKey } });
    },
    remove: async (generation) => {
      await keys.deleteOne({ _id: String(generation) });
    },
  };
};
