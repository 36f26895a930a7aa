/** A failure whose message is written for the person at the terminal: shown without a stack trace. */
export class StackFailure extends Error {
  override readonly name = 'StackFailure';
}

export type Say = (line: string) => void;

export const silent: Say = () => undefined;
