/**
 * Runs a program that is not part of dist from its source: `node scripts/source.mjs simulator/demo/main.ts`. The Prisma client is generated
 * first where the schema is newer.
 */
import './require-node.mjs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';
import { generate } from './build.mjs';
import { answerHelp } from './command-help.mjs';

const [node, , program = '', ...args] = process.argv;
answerHelp(program, args);
generate();
register();
process.argv = [node, resolve(program), ...args];
await import(pathToFileURL(resolve(program)).href);
