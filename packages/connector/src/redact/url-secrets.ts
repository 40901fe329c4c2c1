import { hasDigit, type Rule } from './rule.ts';

/** `$PASS`, `{{pass}}`, `***`: somebody took care already. `3000,` is a port, and a list goes on. */
const isHarmless = /^(?:[${*]|[xX.]+$|\d{1,5}[,;)\]}])/;

/** What stands inside an address. The rest of it stays readable. */
export const urlSecrets: readonly Rule[] = [
  {
    // up to the last `@` before the path: a password may hold one
    what: 'password',
    near: ['://'],
    pattern:
      /(?<![A-Za-z0-9+.-])(?<keep>[A-Za-z][A-Za-z0-9+.-]{1,30}:\/\/[^\s:/@?#"'<>`|]{0,128}:)[^\s/?"'<>`|]{1,256}(?=@[A-Za-z0-9[%{$])/g,
    isReal: (secret) => !isHarmless.test(secret),
  },
  {
    what: 'url secret',
    near: ['='],
    pattern:
      /(?<keep>[?&](?:(?:access|auth|id|refresh|api|bot)_?token|token|api_?key|key|sig|signature|x-amz-signature|x-amz-security-token|client_secret|secret|password|pwd|auth)=)[A-Za-z0-9%+/=_.~-]{16,}/gi,
    isReal: hasDigit,
  },
];
