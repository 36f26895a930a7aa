import { askEmail, changeEmail, restoreEmail, type AskEmailDeps, type ChangeEmailDeps, type RestoreEmailDeps } from './app/change-email.ts';
import { changePassword, type ChangePasswordDeps } from './app/change-password.ts';
import { changeProfile } from './app/change-profile.ts';
import { confirmSession, type ConfirmDeps } from './app/confirm-session.ts';
import { readMe } from './app/read-me.ts';
import { askReset, resetPassword, type AskResetDeps, type ResetPasswordDeps } from './app/reset-password.ts';

export type PeoplePorts = Omit<
  AskEmailDeps & ChangeEmailDeps & RestoreEmailDeps & ChangePasswordDeps & ConfirmDeps & AskResetDeps & ResetPasswordDeps,
  'readMe'
>;

export const peopleUseCases = (ports: PeoplePorts) => {
  const withMe = { ...ports, readMe: readMe(ports) };
  return {
    changeProfile: changeProfile(withMe),
    confirmSession: confirmSession(ports),
    changePassword: changePassword(ports),
    askEmail: askEmail(ports),
    changeEmail: changeEmail(withMe),
    restoreEmail: restoreEmail(ports),
    askReset: askReset(ports),
    resetPassword: resetPassword(ports),
  };
};

export type PeopleUseCases = ReturnType<typeof peopleUseCases>;
