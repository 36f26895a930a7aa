const knownSecrets = ['wadah-demo-2026', 'changeme', 'password', 'secret'];

/** Variables that exist for tests and demos, and what each would open in production. */
const neverInProduction: Readonly<Record<string, string>> = {
  WADAH_DEMO_PASSWORD: 'is the password of seeded accounts, and production has none',
  SECOND_FACTOR_EXEMPT: 'production exempts nobody from the second factor',
};

const isLoopback = (hostname: string): boolean => /^(localhost|127\..*|\[::1\]|0\.0\.0\.0)$/i.test(hostname);

const isSecretName = (name: string): boolean => /SECRET|PASSWORD|KEY/.test(name);

const usesKnownSecret = (name: string, value: string): boolean =>
  isSecretName(name) && knownSecrets.some((known) => value.toLowerCase().startsWith(known));

const sandboxFaults = (values: Readonly<Record<string, string>>): string[] => {
  const { PAYMENT_PROVIDER_URL: provider, PAYMENT_SERVER_KEY: serverKey, SMTP_URL: smtp } = values;
  const faults: string[] = [];
  if (serverKey?.startsWith('SB-')) faults.push('PAYMENT_SERVER_KEY: is a key of the provider’s sandbox');
  if (provider !== undefined && URL.canParse(provider)) {
    const { protocol, hostname } = new URL(provider);
    if (protocol !== 'https:' || isLoopback(hostname) || hostname.includes('sandbox'))
      faults.push('PAYMENT_PROVIDER_URL: is a sandbox, or is not reached by https');
  }
  // A mail catcher takes mail from anybody, so a server that asks for no password may be one.
  if (smtp !== undefined && URL.canParse(smtp) && new URL(smtp).password === '')
    faults.push('SMTP_URL: names no user and password, as a mail catcher needs none');
  return faults;
};

const productionFaults = (values: Readonly<Record<string, string>>): string[] => [
  ...Object.entries(values).flatMap(([name, value]) => (usesKnownSecret(name, value) ? [`${name}: is a well-known default`] : [])),
  ...Object.keys(values).flatMap((name) => {
    const why = neverInProduction[name];
    return why === undefined ? [] : [`${name}: ${why}`];
  }),
  ...sandboxFaults(values),
];

/** Read although no schema names them, so that a production that sets them does not start. */
export const watchedNames: readonly string[] = Object.keys(neverInProduction);

/** What a profile forbids: only a test may move the clock, only production may be reached from outside, and it takes no secret that is printed somewhere, no sandbox and nothing that is for demos. */
export const profileFaults = (values: Readonly<Record<string, string>>): string[] => {
  const profile = values['WADAH_PROFILE'] ?? 'production';
  const faults: string[] = [];
  if (profile !== 'test' && values['WADAH_CLOCK_FILE'] !== undefined) faults.push('WADAH_CLOCK_FILE: only profile test may move the clock');
  if (profile !== 'production' && values['HOST'] !== undefined && values['HOST'] !== '127.0.0.1') {
    faults.push(`HOST: profile ${profile} listens on 127.0.0.1 only`);
  }
  return profile === 'production' ? [...faults, ...productionFaults(values)] : faults;
};
