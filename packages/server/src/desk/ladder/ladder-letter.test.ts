import { expect, test } from 'vitest';
import { ladderLetter } from './ladder-letter.ts';

const standing = { agent_name: 'Ropey', number: 42, visitor_name: null };

test('[NTF-6] who waits is told of in the language of the team', () => {
  expect(ladderLetter(standing, 30, 'en')).toEqual({
    subject: 'Ropey: Anonymous Visitor waits for a person (#42)',
    text: 'Anonymous Visitor asked Ropey for a person and has been waiting for 30 min of your working hours. Nobody has taken conversation #42 yet.\n\nTake it over here:',
  });
  expect(ladderLetter(standing, 30, 'de').text).toBe(
    'Anonymer Besucher hat bei Ropey nach einem Menschen gefragt und wartet seit 30 Minuten Arbeitszeit. Noch hat niemand Gespräch #42 übernommen.\n\nHier übernehmen:',
  );
  expect(ladderLetter(standing, 0, 'es').text).not.toContain('min');
  expect(ladderLetter({ ...standing, visitor_name: 'Ida Fern' }, 0, 'ja').subject).toBe(
    'Ropey：Ida Fern 様が担当者をお待ちです（#42）',
  );
});

test('a name is a name, whatever stands in it', () => {
  const hostile = { ...standing, visitor_name: '{agent}\nBcc: all@rope.example' };
  expect(ladderLetter(hostile, 0, 'en').subject).toBe(
    'Ropey: {agent} Bcc: all@rope.example waits for a person (#42)',
  );
});
