// The built sites under test, and which kinds of page each must have.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const built = process.env.CASEBOOK_SITES ?? join(here, '../../target/browser');

const ALWAYS = ['home', 'list', 'trends', 'actions', 'lessons', 'about', 'not found'];
const FACETS = ['severities', 'root-causes', 'squads', 'services'];
const FULL = [
  ...ALWAYS,
  'case',
  'month',
  'year',
  ...[...FACETS, 'journey'].flatMap((folder) => [`facet of ${folder}`, `term of ${folder}`]),
];

/** Our own postmortems. */
export const demo = site('demo', FULL);

/** The sites made for these tests: one for each folder of `sites/`. */
export const made = readdirSync(join(here, 'sites')).map((name) => site(name, name === 'empty' ? ALWAYS : [...ALWAYS, 'case']));

export const sites = [demo, ...made];

function site(name, required) {
  const folder = join(built, name);
  if (!existsSync(folder)) throw new Error(`${folder} is missing; \`cargo xtask browser\` builds it`);
  return { name, folder, required };
}
