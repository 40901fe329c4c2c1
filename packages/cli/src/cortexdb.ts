import { main } from './main.ts';
import { runCortexdb } from './run-cortexdb.ts';

await main(runCortexdb);
