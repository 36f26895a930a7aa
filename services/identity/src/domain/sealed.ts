/** A text that only the holder of the key reads; the domain carries it and never looks inside. */
export type Sealed = { readonly keyId: string; readonly iv: string; readonly tag: string; readonly text: string };

export type Locale = 'id' | 'en';
