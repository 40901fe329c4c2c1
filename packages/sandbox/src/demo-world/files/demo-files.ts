import { type Box, type Colour, picture } from './picture.ts';
import { sheetPdf } from './sheet-pdf.ts';

/** A file that somebody shares in the demo world. */
export interface DemoFile {
  name: string;
  title: string;
  mimetype: string;
  bytes: Buffer;
}

const text = (name: string, title: string, mimetype: string, content: string): DemoFile => ({
  name,
  title,
  mimetype,
  bytes: Buffer.from(content, 'utf8'),
});

const runbook = `# Runbook: the inspection queue is long

**You see:** Watchkeeper reports \`inspection-api\` p95 above 0.8 s, crews say that saving is slow.

1. \`plumb queue\` shows the length. Below 500 is normal, above 5,000 is an incident.
2. \`plumb locks --primary\` shows who holds locks. A re-index on the primary is the usual guest.
3. Stop it: \`plumb job stop reindex\`. Saves recover within 2 minutes, the queue drains at about 800 per minute.
4. If nothing holds locks: add two workers with \`plumb scale inspection-worker +2\` and page the database on-call.

Nothing is lost while the queue is long: phones keep what they could not send.

Last used: INC-31. Owner: Tobi.
`;

function abrasionCsv(): string {
  const rows = [1412, 1388, 1467, 1287, 1430, 1451, 1399, 1422, 1405, 1459].map((cycles, index) => {
    const sample = `118-${String(index + 1).padStart(2, '0')}`;
    return `${sample},11.0,dry,${cycles},${cycles >= 1000 ? 'pass' : 'fail'}`;
  });
  return `sample,diameter_mm,state,cycles_to_core,verdict\n${rows.join('\n')}\n`;
}

const exportSample = `inspection_id,gear,serial,inspector,verdict,verdict_changed_by,signed_at
INS-88121,Fell 2 harness,F2-0711,r.calder@northmast.example,ok,,2026-01-14T09:12:44Z
INS-88122,Static rope 11 mm,118-2207,r.calder@northmast.example,monitor,,2026-01-14T09:16:02Z
INS-88123,Fell 2 harness,F2-0398,j.moss@northmast.example,retire,r.calder@northmast.example,2026-01-14T10:40:31Z
`;

function verdictScreen(): Buffer {
  const ink: Colour = [52, 58, 64];
  const lines: Box[] = [96, 112, 128].map((y, index) => ({
    x: 20,
    y,
    width: 150 - index * 30,
    height: 6,
    colour: [206, 212, 218],
  }));
  const verdicts: Colour[] = [
    [47, 158, 68],
    [138, 90, 0],
    [201, 42, 42],
  ];
  return picture(220, 400, ink, [
    { x: 8, y: 8, width: 204, height: 384, colour: [248, 249, 250] },
    { x: 20, y: 24, width: 180, height: 60, colour: [222, 226, 230] },
    ...lines,
    ...verdicts.map((colour, index) => ({
      x: 20,
      y: 172 + index * 72,
      width: 180,
      height: 64,
      colour,
    })),
  ]);
}

const priceLines = [
  'Solo      0 EUR    one person, 30 pieces of gear',
  'Crew      9 EUR    per technician and month, audit log included',
  'Fleet    15 EUR    per technician and month, from 50 technicians:',
  '                   SSO, group sync, answers within 1 hour',
  '',
  'Paid yearly: 10 % off Crew. Pause over the winter: 1 EUR per technician and month.',
];

/** What is shared, by the name that the stories use. */
export const demoFiles: Record<string, () => DemoFile> = {
  runbook: () =>
    text('runbook-inspection-queue.md', 'Runbook: inspection queue', 'text/markdown', runbook),
  abrasion: () => text('abrasion-batch-118.csv', 'Abrasion, batch 118', 'text/csv', abrasionCsv()),
  exportSample: () =>
    text('plumb-export-sample.csv', 'Export, first rows', 'text/csv', exportSample),
  verdictScreen: () => ({
    name: 'verdict-screen.png',
    title: 'Verdict screen, third draft',
    mimetype: 'image/png',
    bytes: verdictScreen(),
  }),
  priceSheet: () => ({
    name: 'plumb-prices.pdf',
    title: 'Plumb prices, one page',
    mimetype: 'application/pdf',
    bytes: sheetPdf('Plumb: what it costs', priceLines),
  }),
};
