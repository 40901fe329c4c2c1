import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type SignedRequest, verifyRequest } from './verify-request.ts';

/** The worked example of Slack's documentation. */
const worked: SignedRequest = {
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  body: Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  ),
  now: 1531420618_000,
};

const refusal = (change: Partial<SignedRequest>) => {
  const verdict = verifyRequest({ ...worked, ...change });
  return verdict.ok ? 'accepted' : verdict.reason;
};

test('[MGD-4] Slack’s own worked example is accepted', () => {
  expect(verifyRequest(worked)).toEqual({ ok: true });
});

test('[MGD-4] five minutes either way, and not a moment more', () => {
  expect(refusal({ now: worked.now + 300_000 })).toBe('accepted');
  expect(refusal({ now: worked.now - 300_000 })).toBe('accepted');
  expect(refusal({ now: worked.now + 300_001 })).toBe('stale');
  expect(refusal({ now: worked.now - 300_001 })).toBe('stale');
});

test('[MGD-4] the raw bytes are signed, not a text made of them', () => {
  const body = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
  const digest = createHmac('sha256', worked.signingSecret)
    .update(Buffer.concat([Buffer.from('v0:1531420618:'), body]))
    .digest('hex');
  expect(refusal({ body, signature: `v0=${digest}` })).toBe('accepted');
});

test('[MGD-4] anything else is refused', () => {
  expect(refusal({ body: Buffer.concat([worked.body, Buffer.from(' ')]) })).toBe('mismatch');
  expect(refusal({ signingSecret: 'another' })).toBe('mismatch');
  expect(refusal({ timestamp: '1531420619' })).toBe('mismatch');
  expect(refusal({ signature: undefined })).toBe('missing');
  expect(refusal({ timestamp: undefined })).toBe('missing');
  expect(refusal({ signingSecret: '' })).toBe('missing');
  expect(refusal({ timestamp: 'NaN' })).toBe('malformed');
  expect(refusal({ signature: 'v0=abc' })).toBe('malformed');
  expect(refusal({ signature: worked.signature?.replace('v0=', 'v1=') })).toBe('malformed');
});
