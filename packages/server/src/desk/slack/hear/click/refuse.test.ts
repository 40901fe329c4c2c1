import { BelayError } from '@belay/contract/error';
import { expect, test } from 'vitest';
import { wordsOfConflict } from './refuse.ts';

const told = (error: BelayError, verb: 'take' | 'hand_back' | 'steal' = 'take') =>
  wordsOfConflict(error, verb, 'de', 'me').text;
const lost = (id: string) =>
  new BelayError('CONFLICT', 'Ann has it.', { state: 'human', owner: { id, name: 'Ann' } });

test('[TKO-1] a race that was lost is told in the language of the place', () => {
  expect(told(lost('ann'))).toBe('Ann war schneller und hat dieses Gespräch.');
  expect(told(lost('ann'), 'steal')).toContain('Ann hat das Gespräch. Solange Ann');
  expect(told(lost('ann'), 'hand_back')).toContain('Das kann nur Ann oder ein Admin tun.');
  const closed = new BelayError('CONFLICT', 'It is closed.', { state: 'closed', owner: null });
  expect(told(closed)).toBe('Nicht getan: Das Gespräch ist geschlossen.');
  expect(told(new BelayError('NOT_FOUND', 'There is none.'))).toBe(
    'Nicht getan: Das ist nicht mehr da.',
  );
});

test('[TKO-5] so is that somebody may not do it any more', () => {
  const denied = new BelayError('POLICY_DENIED', 'This person may not.', {
    ...{ decided_by_tier: 'actor', reason: 'no member with desk.operate' },
  });
  expect(told(denied)).toBe('Nicht getan: Diese Person darf hier keinen Besuchern antworten.');
});

test('what a retry may mend is no answer', () => {
  const away = new BelayError('UNAVAILABLE', 'In a moment.', { retry_after_s: 1 });
  expect(() => told(away)).toThrow(away);
});
