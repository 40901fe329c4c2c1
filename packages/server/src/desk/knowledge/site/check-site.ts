import { BelayError } from '@belay/contract/error';
import type { Config } from '../../../config/read-config.ts';
import { checkTarget } from '../../../outbound/check-target.ts';
import { canonicalUrl, notAPage } from './site-bounds.ts';

/** An address as far as it can be judged before anybody asks it. Throws 422 that names the field. */
export function checkSite(config: Pick<Config, 'localTargets'>, url: string): void {
  checkTarget(config, url, 'url');
  if (canonicalUrl(url) !== undefined) return;
  throw new BelayError('INVALID_BODY', `url: ${notAPage}`, { field: 'url', reason: notAPage });
}
