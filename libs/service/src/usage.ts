/** The command was given wrongly: told as it is, with exit code 2. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

export const exitCodes = { done: 0, left: 1, usage: 2 } as const;

/** Runs a command of an operator and answers its exit code: 0 done, 1 something is left, 2 given wrongly. */
export const asCommand = async (work: () => Promise<boolean>, complain: (line: string) => void): Promise<number> => {
  try {
    return (await work()) ? exitCodes.done : exitCodes.left;
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    complain(error.message);
    return exitCodes.usage;
  }
};
