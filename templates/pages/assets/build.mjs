// Makes the assets that the pages are served with, from the packages in package.json:
//
//   node templates/pages/assets/build.mjs [--out build/assets]
//
// One style sheet with only the rules and variables that the templates use, the font, the icon,
// the script, the licences of what is in them, and manifest.json that names these files. The names
// carry a hash of the content, so a browser may keep a file for ever. The folder is put in place when it
// is whole, so a server never finds half of it.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PurgeCSS } from 'purgecss';

const assets = dirname(fileURLToPath(import.meta.url));
const templates = dirname(assets);
const project = dirname(dirname(templates));
const packages = join(project, 'node_modules');

// The candidate components stand after the older set that they replace.
const STYLE_SHEETS = [
  ['@nl-design-system-unstable/voorbeeld-design-tokens', 'dist/theme.css'],
  ['@utrecht/component-library-css', 'dist/index.css'],
  ['@nl-design-system-candidate/heading-css', 'dist/heading.css'],
  ['@nl-design-system-candidate/paragraph-css', 'dist/paragraph.css'],
  ['@nl-design-system-candidate/link-css', 'dist/link.css'],
  ['@nl-design-system-candidate/skip-link-css', 'dist/skip-link.css'],
  ['@nl-design-system-candidate/data-badge-css', 'dist/data-badge.css'],
  ['@nl-design-system-candidate/button-css', 'dist/button.css'],
];
const FONT_PACKAGE = '@fontsource-variable/source-sans-3';
const FONTS = [
  'source-sans-3-latin-wght-normal.woff2',
  'source-sans-3-latin-ext-wght-normal.woff2',
];

// A template names the tone of a badge and of an alert with a variable, so the purge cannot see these
// classes.
const BADGE_TONES = ['success', 'warning', 'danger', 'neutral'];
const ALERT_TONES = ['warning', 'info'];

// The variables of the theme and of our own rules. Those of single components have defaults.
const THEME_VARIABLE = /^--(basis|voorbeeld|app)-/;

const { values: options } = parseArgs({
  options: { out: { type: 'string', default: join(project, 'build', 'assets') } },
});
const fresh = `${options.out}.new`;

const write = (name, content) => {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const extension = extname(name);
  const hashed = `${basename(name, extension)}-${hash}${extension}`;
  writeFileSync(join(fresh, hashed), content);
  return hashed;
};

const variablesUsed = (css) => [
  ...new Set(Array.from(css.matchAll(/var\(\s*(--[\w-]+)/g), ([, name]) => name)),
];

const ownRules = (fonts) =>
  readFileSync(join(assets, 'app.css'), 'utf8').replace(/url\("([^"]+)"\)/g, (whole, file) => {
    if (!(file in fonts)) throw new Error(`app.css: url("${file}") is no font of ${FONT_PACKAGE}`);
    return `url("${fonts[file]}")`;
  });

const packageRules = () =>
  STYLE_SHEETS.map(([name, file]) => readFileSync(join(packages, name, file), 'utf8'))
    .join('\n')
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, '');

// What the templates and our own rules use of the packages, and our own rules whole.
const styles = async (own) => {
  const [{ css }] = await new PurgeCSS().purge({
    content: readdirSync(templates, { recursive: true })
      .filter((file) => file.endsWith('.mustache'))
      .map((file) => join(templates, file)),
    css: [{ raw: packageRules() }],
    safelist: {
      standard: [
        ...BADGE_TONES.map((tone) => `utrecht-status-badge--${tone}`),
        ...ALERT_TONES.map((tone) => `utrecht-alert--${tone}`),
      ],
      variables: variablesUsed(own),
    },
    variables: true,
  });
  const all = `${css}\n${own}`;
  const lacking = variablesUsed(all).filter(
    (name) => THEME_VARIABLE.test(name) && !all.includes(`${name}:`),
  );
  if (lacking.length > 0) throw new Error(`variables that nothing defines: ${lacking.join(', ')}`);
  return all;
};

const licences = () =>
  [...STYLE_SHEETS.map(([name]) => name), FONT_PACKAGE]
    .map((name) => JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')))
    .map(({ name, version, license }) => `${name} ${version}, ${license}`)
    .join('\n');

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
const fonts = Object.fromEntries(
  FONTS.map((file) => [
    file,
    write(file, readFileSync(join(packages, FONT_PACKAGE, 'files', file))),
  ]),
);
const css = `/*! Holds parts of:\n${licences()}\n*/\n${await styles(ownRules(fonts))}`;
const manifest = {
  stylesheet: write('draagkracht.css', css),
  icon: write('icon.svg', readFileSync(join(assets, 'icon.svg'))),
  talk_script: write('talk.js', readFileSync(join(assets, 'talk.js'))),
};
write('source-sans-3-licence.txt', readFileSync(join(packages, FONT_PACKAGE, 'LICENSE')));
writeFileSync(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
rmSync(options.out, { recursive: true, force: true });
renameSync(fresh, options.out);

const size = Math.round(Buffer.byteLength(css) / 1024);
console.log(`${relative(process.cwd(), options.out)}: ${manifest.stylesheet}, ${size} kB`);
