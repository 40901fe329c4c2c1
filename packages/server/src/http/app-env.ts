import type { HttpBindings } from '@hono/node-server';
import type { Caller } from '../auth/authorize.ts';
import type { VisitorCaller } from '../desk/visitors/visitor-caller.ts';

/** What a request carries through Hono. `caller` is set on every path below /v1 that needs a token. */
export interface AppEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    caller: Caller;
    /** on the visitors' paths */
    visitor: VisitorCaller;
    /** the capability that was asked for and granted, for X-Cortex-Policy */
    capability: string;
  };
}
