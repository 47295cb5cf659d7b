import { terminalDemo } from './terminal/main.ts';

await terminalDemo(process.argv.slice(2));
