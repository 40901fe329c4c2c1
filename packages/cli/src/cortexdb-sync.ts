import { main } from './main.ts';
import { runCortexdbSync } from './run-cortexdb-sync.ts';

await main(runCortexdbSync);
