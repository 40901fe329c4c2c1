/** A colleague or a bot of the company that the demo world is about. All invented. */
export interface DemoPerson {
  /** the last part of the user id, fixed for ever: keys of experiences rest on it */
  number: number;
  handle: string;
  realName: string;
  displayName: string;
  title: string;
  tz: string;
  /** no address: a profile without one exists too (MAP-2) */
  email?: string;
  isBot?: true;
  /** left the company; what they said remains */
  isDeleted?: true;
}

const at = (name: string) => `${name}@tarn-thistle.example`;

export const company = {
  name: 'Tarn & Thistle Ropeworks',
  domain: 'tarn-thistle',
  teamId: 'T0TARN001',
} as const;

function person(
  number: number,
  handle: string,
  realName: string,
  displayName: string,
  title: string,
  tz = 'Europe/London',
): DemoPerson {
  return { number, handle, realName, displayName, title, tz, email: at(handle) };
}

const bot = (number: number, handle: string, name: string): DemoPerson => ({
  number,
  handle,
  realName: name,
  displayName: name,
  title: '',
  tz: 'Etc/UTC',
  isBot: true,
});

const cast = {
  wren: person(1, 'wren', 'Wren Castellow', 'wren', 'Founder'),
  mara: person(2, 'mara', 'Mara Quill', 'mara', 'Head of engineering'),
  jonas: person(3, 'jonas', 'Jonas Eberlein', 'jonas', 'Backend, Plumb', 'Europe/Berlin'),
  ines: person(4, 'ines', 'Inês Carvalhal', 'inês', 'Mobile, Plumb', 'Europe/Lisbon'),
  tobi: person(5, 'tobi', 'Tobi Okonta', 'tobi', 'Reliability'),
  nell: person(6, 'nell', 'Nell Ashdown', 'nell', 'Product'),
  bea: person(7, 'bea', 'Bea Nováková', 'bea', 'Design', 'Europe/Prague'),
  petra: person(8, 'petra', 'Petra Lind-Ames', 'petra', 'Support lead', 'Europe/Stockholm'),
  dov: person(9, 'dov', 'Dov Harkaway', 'dov', 'Support', 'America/Toronto'),
  lucia: person(10, 'lucia', 'Lucía Ferrando', 'lucía', 'Sales', 'Europe/Madrid'),
  kasimir: person(11, 'kasimir', 'Kasimir Wolff', 'kasimir', 'Vertrieb', 'Europe/Berlin'),
  sunniva: person(12, 'sunniva', 'Sunniva Brekke', 'sunniva', 'Workshop lead', 'Europe/Oslo'),
  yuki: person(13, 'yuki', 'Yuki Amano', 'yuki 雪', 'Test lab'),
  hamish: {
    number: 14,
    handle: 'hamish',
    realName: 'Hamish Torrance',
    displayName: 'hamish',
    title: 'Field training, contractor',
    tz: 'Europe/London',
  },
  olu: person(15, 'olu', 'Olu Fagan', 'olu', 'Finance and operations'),
  gus: { ...person(16, 'gus', 'Gus Pellier', 'gus', 'Backend'), isDeleted: true },
  deploy: bot(17, 'plumb-deploy', 'Plumb Deploy'),
  watch: bot(18, 'watchkeeper', 'Watchkeeper'),
  desk: bot(19, 'frontdesk', 'Frontdesk'),
} satisfies Record<string, DemoPerson>;

export type PersonKey = keyof typeof cast;

export const people: Record<PersonKey, DemoPerson> = cast;

/** `U0TARN07`: the same at every start, so that a restarted sandbox doubles nothing. */
export const userId = (key: PersonKey): string =>
  `U0TARN${String(people[key].number).padStart(2, '0')}`;
