const DAY_MS = 86_400_000;

/** Resolves on Ctrl-C or SIGTERM. A handler alone keeps no process alive, so a timer does until then. */
export const waitForCtrlC = (): Promise<void> =>
  new Promise((resolve) => {
    const alive = setInterval(() => undefined, DAY_MS);
    const end = (): void => {
      clearInterval(alive);
      resolve();
    };
    process.once('SIGINT', end).once('SIGTERM', end);
  });
