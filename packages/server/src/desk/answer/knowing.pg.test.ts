import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../auth/authorize.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';
import { bestQuotes } from './built-in/best-quotes.ts';
import { lookUp } from './find/look-up.ts';
import { chosenWith, heldOut, type Posed } from './testing/fictional-questions.ts';
import { rememberFiction } from './testing/remember-fiction.ts';
import { readQuestion } from './text/question.ts';

let server: TestServer;
let ann: TestIdentity;
let caller: Caller;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
  caller = await server.ctx.tokens.verify(ann.token);
  await rememberFiction(ann, server.ctx.now());
});
afterAll(() => server.close());

interface Judged {
  posed: Posed;
  answer: string | undefined;
  score: number;
  isRight: boolean;
}

async function judge(posed: Posed): Promise<Judged> {
  const question = readQuestion(posed.ask, posed.after ? [posed.after] : []);
  const { quotes } = await lookUp(server.ctx, caller, question);
  const best = bestQuotes(quotes);
  const answer = best.length === 0 ? undefined : best.map(({ text }) => text).join(' | ');
  const isRight =
    posed.says === null
      ? answer === undefined
      : posed.says.some((words) => answer?.includes(words));
  return { posed, answer, score: quotes[0]?.score ?? 0, isRight };
}

/** Precision: of the answers given, those that are right. Recall: of what it knows, what it says. */
async function measure(questions: Posed[]) {
  const judged = await Promise.all(questions.map(judge));
  const given = judged.filter(({ answer }) => answer !== undefined);
  const knowable = judged.filter(({ posed }) => posed.says !== null);
  const right = knowable.filter(({ isRight }) => isRight);
  // SHOW_ANSWERS=1 lists what went wrong, for whoever tunes it
  if (process.env.SHOW_ANSWERS)
    for (const { posed, answer, score } of judged.filter(({ isRight }) => !isRight))
      console.info(score.toFixed(2), posed.ask, '→', answer ?? 'does not know', posed.says);
  return {
    precision: right.length / given.length,
    recall: right.length / knowable.length,
    wronglyAnswered: judged.filter(
      ({ posed, answer }) => posed.says === null && answer !== undefined,
    ).length,
    unknown: judged.length - knowable.length,
  };
}

test('[DSK-3] what it knows it says, what it does not know it says too', async () => {
  const figures = await measure(chosenWith);
  expect(figures).toMatchObject({ precision: 1, wronglyAnswered: 0 });
  expect(figures.recall).toBeGreaterThan(0.95);
});

test('[DSK-3] so it does with questions that nothing was tuned to', async () => {
  const figures = await measure(heldOut);
  expect(figures).toMatchObject({ precision: 1, wronglyAnswered: 0 });
  expect(figures.recall).toBeGreaterThan(0.8);
});
