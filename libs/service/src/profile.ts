const knownSecrets = ['wadah-demo-2026', 'changeme', 'password', 'secret'];

const isSecretName = (name: string): boolean => /SECRET|PASSWORD|KEY/.test(name);

const usesKnownSecret = (name: string, value: string): boolean =>
  isSecretName(name) && knownSecrets.some((known) => value.toLowerCase().startsWith(known));

/** What a profile forbids: only a test may move the clock, only production may be reached from outside, and it takes no secret that is printed somewhere. */
export const profileFaults = (values: Readonly<Record<string, string>>): string[] => {
  const profile = values['WADAH_PROFILE'] ?? 'production';
  const faults: string[] = [];
  if (profile !== 'test' && values['WADAH_CLOCK_FILE'] !== undefined) faults.push('WADAH_CLOCK_FILE: only profile test may move the clock');
  if (profile !== 'production' && values['HOST'] !== undefined && values['HOST'] !== '127.0.0.1') {
    faults.push(`HOST: profile ${profile} listens on 127.0.0.1 only`);
  }
  if (profile === 'production') {
    for (const [name, value] of Object.entries(values)) {
      if (usesKnownSecret(name, value)) faults.push(`${name}: is a well-known default`);
    }
  }
  return faults;
};
