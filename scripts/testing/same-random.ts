import fc from 'fast-check';

// properties draw the same cases in each run: what fails, fails every time and for everybody
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122 });
