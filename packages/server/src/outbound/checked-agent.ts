import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isAllowed } from './address-kind.ts';
import { OutboundError } from './outbound-error.ts';
import type { Resolve } from './resolve.ts';

/** Status line and headers of an answer. */
const mostHeaderBytes = 32 * 1024;
const connectTimeoutMs = 10_000;

/**
 * A client whose every connection goes to an address that was checked in the same breath: the names
 * are resolved here, once, and all their addresses have to be allowed. A name that changes its
 * meaning between check and connect changes nothing. No proxy, no cookie, HTTP/1.1.
 */
export function checkedAgent({
  resolve,
  allowsLocal,
  signal,
  onConnect,
}: {
  resolve: Resolve;
  allowsLocal: boolean;
  /** ends what still connects: undici would wait for it */
  signal: AbortSignal;
  /** from here on the other side may have read something */
  onConnect(): void;
}): Agent {
  const lookup: LookupFunction = (host, options, done) => {
    checkedAddresses(resolve, host, allowsLocal).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) done(null, addresses);
        else done(null, first?.address ?? '', first?.family);
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    );
  };
  const connector = buildConnector({ timeout: connectTimeoutMs, allowH2: false, lookup, signal });
  return new Agent({
    maxHeaderSize: mostHeaderBytes,
    allowH2: false,
    connect(options, done) {
      // an address needs no look-up, and gets none
      if (isIP(options.hostname) && !isAllowed(options.hostname, allowsLocal)) {
        done(forbidden(options.hostname), null);
        return;
      }
      connector(options, (...answer) => {
        if (answer[0] === null) onConnect();
        done(...answer);
      });
    },
  });
}

async function checkedAddresses(resolve: Resolve, host: string, allowsLocal: boolean) {
  const addresses = await resolve(host);
  if (addresses.length === 0)
    throw new OutboundError('unknown_host', `No server is known under the name ${host}.`);
  if (!addresses.every((address) => isAllowed(address, allowsLocal))) throw forbidden(host);
  return addresses.map((address) => ({ address, family: isIP(address) }));
}

function forbidden(host: string): OutboundError {
  return new OutboundError(
    'refused_address',
    `${host} leads into a private network or to this machine, where Belay asks nothing. Whoever runs the server can allow private networks with BELAY_LOCAL_TARGETS=1.`,
  );
}
