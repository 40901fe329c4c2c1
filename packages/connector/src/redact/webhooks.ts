import { hasDigit, type Rule } from './rule.ts';

/** Addresses that anyone who knows them may post to: the host stays, the secret part goes. */
export const webhooks: readonly Rule[] = [
  {
    what: 'slack webhook',
    near: ['hooks.slack'],
    pattern:
      /(?<keep>hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)+/g,
    isReal: hasDigit,
  },
  {
    what: 'discord webhook',
    near: ['/api/webhooks/'],
    pattern:
      /(?<keep>discord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/)(?=[\w-]{0,200}\d)[\w-]{30,}/g,
  },
  {
    what: 'teams webhook',
    near: ['/webhookb2/'],
    pattern: /(?<keep>webhook\.office\.com\/webhookb2\/)[\w@-]+(?:\/[\w-]+)+/g,
    isReal: hasDigit,
  },
];
