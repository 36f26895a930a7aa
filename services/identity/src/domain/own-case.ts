import { reject, type Result } from '@wadah/kit';

/** Who is the account concerned, or has asked for what is to be approved, does not decide on it. */
export const ownCase = (): Result<never> => reject('forbidden', 'own-case', 'Nobody decides where they are a party.');
