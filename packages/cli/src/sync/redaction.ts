import { redactor } from '@belay/connector/redact/redactor';
import type { Redact } from '@belay/connector/sync/options';
import { usageError } from '../door/program.ts';
import type { ConfigFile } from '../settings/config-file.ts';
import type { SlackFlags } from './slack-flags.ts';

type Yaml = NonNullable<ConfigFile['slack']>;

/** What is cut out of texts (MAP-10); undefined: the engine's own default, secrets alone. */
export function redaction(flags: SlackFlags, yaml: Yaml): Redact | undefined {
  const emails = flags.redactEmails ?? yaml.redact_emails ?? false;
  const phones = flags.redactPhones ?? yaml.redact_phones ?? false;
  const isOn = flags.redact ?? yaml.redact ?? true;
  // a flag that turns all of it off is meant; asked for by the weaker hand, it contradicts
  const asked =
    flags.redactEmails || flags.redactPhones || (flags.redact === undefined && (emails || phones));
  if (!isOn && asked)
    throw usageError(
      'Redaction is turned off, and e-mail addresses or phone numbers are to be cut out.',
      'Leave out --no-redact (`redact: false` in YAML), or the other two.',
    );
  if (!isOn) return (text) => ({ text, count: 0 });
  return emails || phones ? redactor({ emails, phones }) : undefined;
}
