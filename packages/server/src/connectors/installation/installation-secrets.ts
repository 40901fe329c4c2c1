import type { Sealer } from '../../auth/sealer.ts';

/** The names that secrets of an installation are sealed with: bytes of one never open as another. */
export const secretName = {
  token: (installation: string) => `slack-token:${installation}`,
  signingSecret: (installation: string) => `slack-signing:${installation}`,
  appToken: (installation: string) => `slack-app-token:${installation}`,
  refreshToken: (installation: string) => `slack-refresh:${installation}`,
};

/** What comes with a request, sealed for its row; null where nothing came. */
export function sealSecrets(
  sealer: Sealer,
  installation: string,
  given: { signing_secret?: string | null | undefined; app_token?: string | null | undefined },
) {
  const { signing_secret, app_token } = given;
  return {
    signingSecret: signing_secret
      ? sealer.seal(secretName.signingSecret(installation), signing_secret)
      : null,
    appToken: app_token ? sealer.seal(secretName.appToken(installation), app_token) : null,
  };
}
