import { type ChannelStory, say } from '../story.ts';

export const hoehenarbeit: ChannelStory = {
  name: 'höhenarbeit',
  topic: 'Kunden in Deutschland, Österreich und der Schweiz',
  purpose: 'Alles, was auf Deutsch gefragt wird',
  members: ['kasimir', 'jonas', 'petra', 'hamish', 'sunniva', 'olu', 'desk'],
  said: [
    say(
      '36d 08:40',
      'kasimir',
      'Die Dachdecker-Innung fragt, ob Plumb die jährliche Prüfung der PSA nach Vorschrift abdeckt. Was darf ich schreiben?',
      {
        replies: [
          say(
            '+19m',
            'hamish',
            'Plumb documents the inspection. Inspecting is still done by a competent person. Never write "covers".',
          ),
          say(
            '+6m',
            'kasimir',
            'Also: „dokumentiert die Prüfung durch eine sachkundige Person". Gut so?',
          ),
          say('+2m', 'hamish', 'Perfect.', { reactions: { '+1': ['petra', 'kasimir'] } }),
        ],
      },
    ),
    say(
      '30d 10:12',
      'petra',
      'Kunde aus Zürich: „Können wir Prüfprotokolle auf Französisch *und* Deutsch drucken?"',
      {
        replies: [
          say(
            '+8m',
            'jonas',
            'Ja: Bericht → Sprache → zwei auswählen. Das PDF hat dann zwei Spalten. Geht seit 4.12.',
            { reactions: { bookmark: ['kasimir'] } },
          ),
        ],
      },
    ),
    say(
      '22d 09:30',
      'kasimir',
      'Übersetzung: „quarantine" heißt bei uns „gesperrt", nicht „Quarantäne". Bitte überall gleich.',
      {
        reactions: { '+1': ['jonas', 'petra'] },
        replies: [say('+40m', 'jonas', 'In 4.17 erledigt, 14 Stellen.')],
      },
    ),
    say(
      '14d 11:11',
      'kasimir',
      'Messe in Augsburg: Stand 3.14, drei Tage. Wer kommt mit? Ich brauche jemanden, der Knoten kann.',
      {
        replies: [
          say('+5m', 'hamish', 'Ich. Knoten und ein bisschen Deutsch.', {
            reactions: { muscle: ['kasimir'] },
          }),
        ],
      },
    ),
    say(
      '4d 08:55',
      'desk',
      'Neue Frage #2449: „Wie lange dürfen wir ein Auffanggurt-Set benutzen?"',
      {
        replies: [
          say(
            '+25m',
            'sunniva',
            'Höchstens 10 Jahre ab Herstellung, davon bei häufiger Benutzung 6 bis 8. Nach einem Sturz sofort aussondern.',
          ),
          say('+3m', 'petra', 'Tack! Gesendet.'),
        ],
      },
    ),
  ],
};
