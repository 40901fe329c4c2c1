import { describe, expect, test } from 'vitest';
import { handBackModal } from './hand-back-modal.ts';
import { assignModal, stealModal } from './modals.ts';
import { outline } from './testing/outline.ts';
import { expectHarmless, fit, hostile, languages, made } from './testing/surface.ts';

describe('modals', () => {
  test('[TKO-1] taking it from a colleague asks first, by name', () => {
    for (const language of languages) {
      const modal = fit(stealModal({ language, made, owner: hostile }));
      expect(modal.private_metadata).toBe('1|cnv_0192|3|clm_7|hld_1');
      expectHarmless(modal);
    }
    expect(outline(stealModal({ language: 'en', made, owner: 'Ann Birch' }))).toMatchSnapshot();
  });

  test('assigning offers a hundred people at most, and says so when there is nobody', () => {
    const people = Array.from({ length: 140 }, (_, i) => ({ id: `p${i}`, name: `Person ${i}` }));
    for (const language of languages) {
      fit(assignModal({ language, made, people }));
      expect(fit(assignModal({ language, made, people: [] })).submit).toBeUndefined();
    }
    const [input] = assignModal({ language: 'en', made, people }).blocks;
    expect(input?.type === 'input' && input.element).toMatchObject({ options: { length: 100 } });
  });

  test('[DSK-7] handing back asks which answers are taught, the newest ten, none by itself', () => {
    const answers = Array.from({ length: 12 }, (_, i) => ({ id: `msg_${i}`, text: hostile }));
    for (const language of languages) {
      const view = fit(handBackModal({ language, made, agent: hostile, answers }));
      expect(view.private_metadata).toBe('1|cnv_0192|3|clm_7|hld_1');
      const [teach, instruction] = view.blocks;
      expect(teach?.type === 'input' && teach.element).toMatchObject({
        type: 'checkboxes',
        options: { length: 10, 0: { value: 'msg_2' }, 9: { value: 'msg_11' } },
      });
      expect(teach?.type === 'input' && teach.element).not.toHaveProperty('initial_options');
      expect(instruction).toMatchObject({ optional: true });
      expect(fit(handBackModal({ language, made, agent: 'A', answers: [] })).blocks).toHaveLength(
        1,
      );
    }
  });
});
