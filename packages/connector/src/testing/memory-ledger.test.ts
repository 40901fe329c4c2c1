import { ledgerContract } from './ledger-contract.ts';
import { MemoryLedger } from './memory-ledger.ts';

ledgerContract('the double that the engine’s tests use', async () => {
  const ledger = new MemoryLedger();
  return { ledger, reopen: async () => ledger };
});
