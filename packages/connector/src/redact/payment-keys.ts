import { type Rule, token } from './rule.ts';

export const paymentKeys: readonly Rule[] = [
  token('stripe key', ['k_live_', 'k_test_'], '[sr]k_(?:live|test)_[A-Za-z0-9]{16,}'),
  token('webhook secret', 'whsec_', 'whsec_[A-Za-z0-9+/=]{24,}'),
  token('square key', 'sq0', 'sq0(?:csp|atp|idp)-[A-Za-z0-9_-]{20,}'),
  token('shopify token', 'shp', 'shp(?:at|ca|pa|ss|ua)_[a-fA-F0-9]{32}'),
  token('razorpay key', 'rzp_', 'rzp_(?:live|test)_[A-Za-z0-9]{14,}'),
  token(
    'braintree token',
    'access_token$',
    'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}',
  ),
];
