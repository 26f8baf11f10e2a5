// What every browser test needs: a Chromium, an officer who is logged in, and the checks that hold
// for every page.
//
// The service is started by the tests: a demo of its own in a folder of its own, gone afterwards.
//
//   DRAAGKRACHT_PROGRAM    the program, build/dev/src/cli/draagkracht unless said otherwise
//   DRAAGKRACHT_CHROMIUM   the browser, /usr/bin/chromium unless said otherwise

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROWEST_SCREEN_PIXELS = 320;

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'no-inline-style': 'error',
    // What a template leaves behind where a section was: harmless.
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
});

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program =
  process.env.DRAAGKRACHT_PROGRAM ?? join(project, 'build', 'dev', 'src', 'cli', 'draagkracht');

/// Why no test can run, or false: each test is then skipped with this reason.
export const skip = !existsSync(program) && `no program to look at: build ${program} first`;

// People of the demo, and the password that the demo prints.
const OFFICER = 'anouk';
const SUPERVISOR = 'carla';
const PASSWORD = 'zandwijk-aan-zee';

/// Where the officer of the demo works.
export const MUNICIPALITY = '/gemeenten/zandwijk';

let serviceAddress;
export const address = (path) => new URL(path, serviceAddress).href;

/// Fills a register with the demo and serves it on a free port; answers with what stops it and
/// clears it away.
export const startService = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'draagkracht-browser-'));
  const common = [
    ...['--database', `sqlite:${join(folder, 'register.db')}`],
    ...['--key-file', join(folder, 'register.key'), '--json'],
  ];
  const run = { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  const demo = execFileSync(program, ['demo', '--folder', folder, ...common], run);
  const { day } = JSON.parse(demo.trim().split('\n').at(-1));
  const service = spawn(program, ['serve', '--port', '0', '--today', day, ...common], run);
  const [line] = await Promise.race([
    once(createInterface(service.stdout), 'line'),
    once(service, 'exit').then(() => assert.fail('the service does not start')),
  ]);
  serviceAddress = JSON.parse(line).address;
  return async () => {
    if (service.exitCode === null) {
      service.kill('SIGTERM');
      await once(service, 'exit');
    }
    rmSync(folder, { recursive: true });
  };
};

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.DRAAGKRACHT_CHROMIUM ?? '/usr/bin/chromium',
    // The browser looks at our own server only and talks to nobody else.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/// A page of a new visitor. `page.complaints` holds what the browser put on its console, such as
/// what it refused under the security policy, and `page.document` the last answer that was a page.
export const openPage = async (browser, options = {}) => {
  const context = await browser.newContext({
    ...options,
    locale: 'nl-NL',
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(error.message));
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.status() !== 303)
      page.document = response;
  });
  return page;
};

export const logIn = async (page, name = OFFICER) => {
  await page.goto(address('/inloggen'));
  await page.getByLabel('Gebruikersnaam').fill(name);
  await page.getByLabel('Wachtwoord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Werkvoorraad' }).waitFor();
};

export const openPageOfOfficer = async (browser, options = {}) => {
  const page = await openPage(browser, options);
  await logIn(page);
  return page;
};

export const openPageOfSupervisor = async (browser) => {
  const page = await openPage(browser);
  await logIn(page, SUPERVISOR);
  return page;
};

export const openFirstTask = async (page) => {
  await page.goto(address(`${MUNICIPALITY}/werkvoorraad`));
  await page.locator('tbody tr').first().getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Contact vastleggen' }).waitFor();
};

/// The faults against WCAG 2.2 A and AA that axe finds on the page as it stands, one line each.
export const accessibilityFaults = async (page) => {
  // Handed in by the debugger: the security policy refuses a script element, as it should.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    WCAG,
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target).join(', ')}`,
  );
};

/// Holds the page that was last loaded against everything that must hold for every page.
export const checkPage = async (page) => {
  const headers = page.document.headers();
  assert.equal(headers['content-security-policy'], CONTENT_SECURITY_POLICY);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.match(headers['cache-control'], /no-store/);

  const { results } = await htmlValidate.validateString(await page.document.text());
  assert.deepEqual(
    results
      .flatMap(({ messages }) => messages)
      .map(({ line, ruleId, message }) => `line ${line}: ${ruleId}: ${message}`),
    [],
  );

  for (const table of await page.locator('table').all()) {
    const { caption, rowWidths } = await table.evaluate((element) => ({
      caption: element.caption?.textContent.trim(),
      rowWidths: Array.from(element.rows, ({ cells }) => cells.length),
    }));
    assert.ok(caption, 'every table says what it is in its caption');
    assert.equal(new Set(rowWidths).size, 1, `${caption}: each row has a cell for each column`);
  }

  const size = page.viewportSize();
  for (const width of [size.width, NARROWEST_SCREEN_PIXELS]) {
    await page.setViewportSize({ width, height: size.height });
    assert.deepEqual(await accessibilityFaults(page), [], `accessible at ${width} pixels`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(overflow <= 0, `fits a screen of ${width} pixels, is ${overflow} wider`);
  }
  await page.setViewportSize(size);

  assert.deepEqual(
    page.complaints.filter((text) => !isExpectedStatus(text)),
    [],
  );
};

// The browser reports each answer of 4xx on its console: that is the page under test.
const isExpectedStatus = (text) => /the server responded with a status of 4\d\d/.test(text);
