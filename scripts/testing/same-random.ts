import fc from 'fast-check';

// properties draw the same cases in each run: what fails, fails every time and for everybody
const seed = Number(process.env.BELAY_SEED ?? 20_261_122);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
