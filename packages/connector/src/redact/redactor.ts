import type { Redact } from '../sync/options.ts';
import { aiKeys } from './ai-keys.ts';
import { cards } from './cards.ts';
import { cloudKeys } from './cloud-keys.ts';
import { cutOut } from './cut-out.ts';
import { emailAddresses } from './email-addresses.ts';
import { gitTokens } from './git-tokens.ts';
import { httpCredentials } from './http-credentials.ts';
import { messagingKeys } from './messaging-keys.ts';
import { namedSecrets } from './named-secrets.ts';
import { paymentKeys } from './payment-keys.ts';
import { phoneNumbers } from './phone-numbers.ts';
import { privateKeys } from './private-keys.ts';
import { registryTokens } from './registry-tokens.ts';
import type { Rule } from './rule.ts';
import { signedTokens } from './signed-tokens.ts';
import { slackTokens } from './slack-tokens.ts';
import { toolTokens } from './tool-tokens.ts';
import { urlSecrets } from './url-secrets.ts';
import { webhooks } from './webhooks.ts';

/** What gives itself away comes first; what only its surroundings give away comes after. */
const secrets: readonly Rule[] = [
  ...privateKeys,
  ...slackTokens,
  ...webhooks,
  ...gitTokens,
  ...cloudKeys,
  ...registryTokens,
  ...paymentKeys,
  ...aiKeys,
  ...messagingKeys,
  ...toolTokens,
  ...signedTokens,
  ...urlSecrets,
  ...httpCredentials,
  ...namedSecrets,
  ...cards,
];

const maxRounds = 8;

/**
 * Cuts secrets out of a text, and e-mail addresses and phone numbers if asked to (MAP-10). Each is
 * replaced by a mark such as `[redacted: github token]` and counted. Cutting twice changes
 * nothing, and hostile texts take no longer than others of their length.
 */
export function redactor(options: { emails?: boolean; phones?: boolean }): Redact {
  const rules = [
    ...secrets,
    ...(options.emails ? emailAddresses : []),
    ...(options.phones ? phoneNumbers : []),
  ];
  return (text) => {
    let left = text;
    let count = 0;
    // a cut may bare what was glued to it; more than two rounds take a text made for it
    for (let round = 0; round < maxRounds; round += 1) {
      const before = count;
      for (const rule of rules) {
        const cut = cutOut(left, rule);
        left = cut.text;
        count += cut.count;
      }
      if (count === before) break;
    }
    return { text: left, count };
  };
}
