/** One guard of the sync engine taken away, and what has to notice. */
export interface Mutant {
  guard: string;
  /** below packages/connector/src */
  file: string;
  find: string;
  replace: string;
  /** a test by the beginning of its name; else the random schedules */
  test?: string;
}

/** Each `find` stands exactly once in its file. */
export const mutants: readonly Mutant[] = [
  {
    guard: 'what overlaps is no order',
    file: 'observe/order.ts',
    find: "if (seen.lo >= known.hi) return 'newer';",
    replace: "if (seen.hi > 0) return 'newer';",
  },
  {
    guard: 'a tie goes to the deletion',
    file: 'observe/judge.ts',
    find: "if (seen.value === 'live' && order === 'doubt') return decided('older', known, seen);",
    replace: "if (seen.value === 'live') return decided('newer', known, seen);",
  },
  {
    guard: 'an absence is later than the last sighting',
    file: 'observe/judge-observation.ts',
    find: "if (verdict === 'older') return unmoved(known, 'stale');\n  if (source !== 'confirm' || verdict === 'doubt') return unmoved(known, 'vanished');",
    replace: "if (verdict === 'same') return unmoved(known, 'stale');",
    test: 'found 14',
  },
  {
    guard: 'a page proves down to its oldest item, no further',
    file: 'sync/channel-walk.ts',
    find: "const from = page.hasMore ? oldest && tsBefore(oldest) : '0.000000';",
    replace: "const from = oldest && tsBefore(oldest) ? '0.000000' : '0.000000';",
  },
  {
    guard: 'a page proves up to the beginning of its read',
    file: 'sync/channel-walk.ts',
    find: 'msToTs(page.read.lo)',
    replace: 'msToTs(page.read.hi + 15_000)',
  },
  {
    guard: 'certificates with a gap between them are not joined',
    file: 'sync/coverage.ts',
    find: '      last.to === chunk.from &&\n',
    replace: '',
    test: '[SYN-5] certificates cover exactly',
  },
  {
    guard: 'a deletion that is told again is no news',
    file: 'observe/judge-observation.ts',
    find: "isNews: life.verdict !== 'same' ||",
    replace: "isNews: life.verdict !== 'older' ||",
    test: '[SYN-10] a deletion that is told again',
  },
  {
    guard: 'what a version replaced is forgotten also after a kill',
    file: 'sync/settle-intents.ts',
    find: "run.rules.edits === 'replace' && answered.outcome",
    replace: "run.rules.edits === 'version' && answered.outcome",
    test: '[MAP-6] what an edit replaced is forgotten',
  },
  {
    guard: 'a thread that is not found proves nothing of its replies',
    file: 'sync/lose-thread.ts',
    find: '  if (isAbsent) {',
    replace: '  if (!isAbsent || isAbsent) {',
    test: '[SYN-11] a thread that Slack does not find',
  },
  {
    guard: 'a listener hears an end that came before it listened',
    file: 'sync/attend.ts',
    find: '  if (over.aborted) return Promise.resolve();\n',
    replace: '',
    test: 'found 17',
  },
  {
    guard: 'an audit reads pages again',
    file: 'sync/channel-walk.ts',
    find: 'if (pagesLeft <= 0) return;',
    replace: 'if (pagesLeft > 0) return;',
  },
  {
    guard: 'an audit reads threads again',
    file: 'sync/audit.ts',
    find: 'readBefore: run.audit.since - readMarginMs,',
    replace: 'readBefore: 0,',
  },
  {
    guard: 'a reply waits for its parent',
    file: 'sync/capture-drafts.ts',
    find: "if (parent.state === 'wait') next.add(draft);\n      else if",
    replace: 'if',
  },
  {
    guard: 'a reply whose root is unknown brings its thread first',
    file: 'sync/take-observation.ts',
    find: 'pass.record(channelId, root) === undefined\n',
    replace: 'false\n',
  },
  {
    guard: 'replies wait for a file that comes, not for one that was deleted',
    file: 'sync/capture-drafts.ts',
    find: "part.key !== '' && part.digest !== gone;",
    replace: "part.key !== '';",
    test: 'found 12',
  },
  {
    guard: 'a thread that was read is not taken for read again',
    file: 'sync/take-observation.ts',
    find: 'const isNew = registers.threadRead === undefined && pass.record(channelId, ts) === undefined;',
    replace: 'const isNew = true;',
    test: 'found 5',
  },
  {
    guard: 'threads of deleted roots go on',
    file: 'sync/take-observation.ts',
    find: "if (known?.state !== 'live')",
    replace: "if (known === undefined || known.state === 'skipped')",
  },
  {
    guard: 'a whole read of a thread shows what is missing',
    file: 'sync/read-replies.ts',
    find: "if (run.workspace.kind === 'archive' || !served.has(rootTs)) return [];",
    replace: 'if (served.size >= 0) return [];',
  },
  {
    guard: 'a page shows what is missing',
    file: 'sync/missing-from.ts',
    find: '      !served.has(ts) &&\n',
    replace: '      served.has(ts) &&\n',
  },
  {
    guard: 'files are owed together with their keys',
    file: 'sync/capture-drafts.ts',
    find: 'debts: [...pass.owed],',
    replace: 'debts: [],',
  },
  {
    guard: 'earlier versions are remembered',
    file: 'sync/draft.ts',
    find: 'return earlier.length === 0 ? next : { ...next, earlier };',
    replace: 'return next;',
  },
  {
    guard: 'a deletion forgets every version',
    file: 'sync/absence.ts',
    find: '    ...(earlier ?? []),\n',
    replace: '',
  },
  {
    guard: 'a forgotten key takes no content again',
    file: 'sync/record-answer.ts',
    find: 'return { part: { ...part, digest: gone }, outcome',
    replace: 'return { part: { ...part, eventId: result.eventId }, outcome',
  },
  {
    guard: 'a second channel of a name has a scope of its own',
    file: 'sync/bind-channel.ts',
    find: '(names.has(channel.name) ?',
    replace: "(names.has(' ') ?",
    test: '[MAP-9] another channel that takes a name',
  },
  {
    guard: 'a rename keeps the scope',
    file: 'sync/bind-channel.ts',
    find: 'before?.scopeName ??',
    replace: '(before?.scopeName === channel.name ? channel.name : undefined) ??',
    test: 'trap 23',
  },
  {
    guard: 'a followed channel that is gone stops nobody',
    file: 'sync/select-channels.ts',
    find: 'if (!channel && followed.length === 0)',
    replace: 'if (!channel)',
    test: 'trap 19',
  },
  {
    guard: 'events are taken in',
    file: 'sync/drain-deliveries.ts',
    find: 'observations: [effect.observation], handled',
    replace: 'observations: [], handled',
    test: 'trap 12',
  },
  {
    guard: 'a delivery is erased when it is handled',
    file: 'sync/apply.ts',
    find: 'handled: submissions.flatMap(({ handled }) => handled ?? []),',
    replace: '',
  },
  {
    guard: 'a channel never proves that a reply is gone',
    file: 'sync/take-observation.ts',
    find: "if (observation.lookedIn === 'channel' && seen === 'absent'",
    replace: "if (observation.lookedIn === 'channel' && seen === 'deleted'",
    test: 'found 15',
  },
  {
    guard: 'an undated version waits for a second read',
    file: 'sync/take-observation.ts',
    find: "&& isUndated(record, 'text')) {",
    replace: "&& isUndated(record, 'nothing')) {",
    test: 'found 16',
  },
];
