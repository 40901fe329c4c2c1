import type { ActionBody } from '@belay/contract/desk/action';
import { BelayError } from '@belay/contract/error';
import type { Config } from '../../config/read-config.ts';
import { checkTarget } from '../../outbound/check-target.ts';
import { sendsBody } from './build-request.ts';
import { sampleUrl, templateProblem } from './url-template.ts';

/** Headers that Belay sets itself, or that belong to the connection. */
const taken = new Set(
  'belay-signature idempotency-key content-type content-length content-encoding transfer-encoding host connection keep-alive upgrade te trailer expect accept-encoding proxy-authorization proxy-connection'.split(
    ' ',
  ),
);

/** What the schema can't see of an action. Throws INVALID_BODY with the field and the reason. */
export function checkDefinition(
  config: Pick<Config, 'localTargets'>,
  { request, parameters }: Pick<ActionBody, 'request' | 'parameters'>,
): void {
  const keys = parameters.map(({ key }) => key);
  const double = keys.find((key, index) => keys.indexOf(key) !== index);
  if (double) throw refused('parameters', `"${double}" is there twice.`);
  const empty = parameters.find(({ kind, choices }) => kind === 'choice' && choices.length === 0);
  if (empty) throw refused('parameters', `"${empty.key}" offers no choices.`);
  const problem = templateProblem(request.url, parameters, sendsBody(request.method));
  if (problem) throw refused('request.url', problem);
  checkTarget(config, sampleUrl(request.url), 'request.url');
  const names = new Set<string>();
  for (const { name, value } of request.headers) {
    const lower = name.toLowerCase();
    if (taken.has(lower)) throw refused('request.headers', `${name} is set by Belay.`);
    if (names.has(lower)) throw refused('request.headers', `${name} is there twice.`);
    names.add(lower);
    if (!/^[\t\x20-\x7e]*$/.test(value))
      throw refused('request.headers', `The value of ${name} holds characters that headers can't.`);
  }
}

export function refused(field: string, reason: string): BelayError {
  return new BelayError('INVALID_BODY', `${field}: ${reason}`, { field, reason });
}
