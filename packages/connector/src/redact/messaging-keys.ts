import { type Rule, token } from './rule.ts';

export const messagingKeys: readonly Rule[] = [
  token('sendgrid key', 'SG.', 'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}'),
  token('twilio key', 'SK', 'SK[a-f0-9]{32}(?![A-Za-z0-9])'),
  {
    // a bare hash by its looks: only its name tells
    what: 'twilio token',
    near: ['wilio', 'WILIO'],
    pattern: /(?<keep>twilio[a-z_ ]{0,12}token["']?\s{0,4}[:=]\s{0,4}["']?)[a-f0-9]{32}(?![\w-])/gi,
  },
  token('mailgun key', 'key-', 'key-[a-f0-9]{32}(?![A-Za-z0-9])'),
  token('mailchimp key', '-us', '[a-f0-9]{32}-us\\d{1,2}(?!\\d)'),
  token('brevo key', 'xkeysib-', 'xkeysib-[a-f0-9]{64}'),
  token('resend key', 're_', 're_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{20,}'),
  token('telegram token', ':AA', '\\d{8,10}:AA[A-Za-z0-9_-]{32,}'),
  token(
    'discord token',
    ['M', 'N', 'O'],
    '[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,}',
  ),
];
