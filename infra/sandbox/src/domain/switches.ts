export const hookModes = ['normal', 'twice', 'late', 'out_of_order', 'wrong_signature', 'false_state', 'never'] as const;
export const answerModes = ['normal', 'slow', 'http_500', 'html', 'error_body_200', 'silent'] as const;
/** `refused`: told at once, and nothing is made; `rejected`: taken, and failed later. */
export const transferModes = ['accepted', 'refused', 'rejected', 'bounced_later'] as const;
export const operations = ['charge', 'status', 'cancel', 'refund', 'transfer'] as const;

export type Operation = (typeof operations)[number];

export type HookSwitch = { readonly mode: (typeof hookModes)[number]; readonly delayMs: number };

/** `applied` says whether the operation takes effect although its answer is spoilt: the case that a client must survive. */
export type AnswerSwitch = { readonly mode: (typeof answerModes)[number]; readonly delayMs: number; readonly applied: boolean };

export type TransferSwitch = {
  readonly mode: (typeof transferModes)[number];
  readonly processedAfterMs: number;
  readonly completedAfterMs: number;
  readonly bouncedAfterMs: number;
  /** Asked for this early, the payout is not found yet. */
  readonly unknownForMs?: number | undefined;
};

export type RefundSwitch = { readonly mode: 'accepted' | 'rejected'; readonly confirmAfterMs?: number | undefined };

export type Switches = {
  readonly hooks: HookSwitch;
  readonly captureRupiah: number | null;
  readonly captureAfterExpiry: boolean;
  readonly answers: Readonly<Record<Operation, AnswerSwitch>>;
  readonly refund: RefundSwitch;
  readonly transfer: TransferSwitch;
};

/** What a caller set; what is absent falls to the next level: payment, then global, then the defaults. */
export type SwitchSettings = { readonly [K in keyof Omit<Switches, 'answers'>]?: Switches[K] | undefined } & {
  readonly answers?: { readonly [O in Operation]?: AnswerSwitch | undefined } | undefined;
};

const plain: AnswerSwitch = { mode: 'normal', delayMs: 0, applied: true };

export const defaultSwitches: Switches = {
  hooks: { mode: 'normal', delayMs: 0 },
  captureRupiah: null,
  captureAfterExpiry: false,
  answers: { charge: plain, status: plain, cancel: plain, refund: plain, transfer: plain },
  refund: { mode: 'accepted' },
  transfer: { mode: 'accepted', processedAfterMs: 200, completedAfterMs: 500, bouncedAfterMs: 1000 },
};

const overlayAnswers = (base: Switches['answers'], settings: SwitchSettings['answers']): Switches['answers'] => ({
  charge: settings?.charge ?? base.charge,
  status: settings?.status ?? base.status,
  cancel: settings?.cancel ?? base.cancel,
  refund: settings?.refund ?? base.refund,
  transfer: settings?.transfer ?? base.transfer,
});

const overlay = (base: Switches, settings: SwitchSettings): Switches => ({
  hooks: settings.hooks ?? base.hooks,
  captureRupiah: settings.captureRupiah ?? base.captureRupiah,
  captureAfterExpiry: settings.captureAfterExpiry ?? base.captureAfterExpiry,
  answers: overlayAnswers(base.answers, settings.answers),
  refund: settings.refund ?? base.refund,
  transfer: settings.transfer ?? base.transfer,
});

export const effectiveSwitches = (globally: SwitchSettings, own: SwitchSettings): Switches =>
  overlay(overlay(defaultSwitches, globally), own);
