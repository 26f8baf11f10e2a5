// Every page that an officer sees, in a real browser: accessible, valid, within its security policy,
// and usable by keyboard, on a wide and on a narrow screen.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nodeTest, { after, before } from 'node:test';
import {
  MUNICIPALITY,
  accessibilityFaults,
  address,
  checkPage,
  logIn,
  openBrowser,
  openFirstTask,
  openPage,
  openPageOfOfficer,
  openPageOfSupervisor,
  skip,
  startService,
} from './support.mjs';

/// The name in the heading, without the number that follows it.
const nameOnPage = (page) =>
  page.locator('h1').evaluate((heading) => heading.firstChild.textContent.trim());

/// From the page of a task to the overview of its client.
const openOverview = async (page) => {
  await page.getByRole('heading', { level: 1 }).getByRole('link').click();
  await page.getByRole('heading', { name: 'Vorderingen' }).waitFor();
};

let stopService;
let browser;
before(async () => {
  if (skip) return;
  stopService = await startService();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await stopService?.();
});

/// Every test is skipped, and says why, where there is no service to look at.
const test = (name, look) => nodeTest(name, { skip }, look);

test('axe sees a fault that is put on a page', async () => {
  const page = await openPage(browser);
  await page.goto(address('/inloggen'));
  await page.evaluate(() => document.querySelector('main').append(document.createElement('img')));
  assert.match((await accessibilityFaults(page)).join(), /image-alt/);
});

test('the log-in page', async () => {
  const page = await openPage(browser);
  await page.goto(address('/inloggen'));
  assert.match(await page.title(), /^Inloggen - /);
  await checkPage(page);
});

test('a wrong password is refused without saying which of the two was wrong', async () => {
  const page = await openPage(browser);
  await page.goto(address('/inloggen'));
  await page.getByLabel('Gebruikersnaam').fill('niemand');
  await page.getByLabel('Wachtwoord').fill('verkeerd');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  assert.match(await page.getByRole('alert').innerText(), /gebruikersnaam of het wachtwoord/);
  assert.equal(page.document.status(), 401);
  await checkPage(page);
});

test('who is not logged in is sent to the log-in page', async () => {
  const page = await openPage(browser);
  for (const path of ['/werkvoorraad', '/clienten', '/clienten/onbekend']) {
    await page.goto(address(MUNICIPALITY + path));
    assert.equal(new URL(page.url()).pathname, '/inloggen', path);
  }
});

test('the work list names who to call, why, since when and how much', async () => {
  const page = await openPageOfOfficer(browser);
  await checkPage(page);
  const headers = await page.locator('thead').getByRole('columnheader').allInnerTexts();
  assert.deepEqual(headers.slice(0, 5), [
    'Cliënt',
    'Waarom',
    'Te laat sinds',
    'Te laat',
    'Laatste contact',
  ]);
  assert.ok((await page.locator('tbody tr').count()) > 0, 'the demo has work to do');
});

test('what lapses soon is reached from the work list', async () => {
  const page = await openPageOfOfficer(browser);
  await page.getByRole('link', { name: 'Verjaring nadert' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Verjaring nadert' }).waitFor();
  await checkPage(page);
});

test('the page of a task holds the facts to talk about and the form', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  await checkPage(page);
  for (const name of [
    'Waarom bellen',
    'Afspraak en draagkracht',
    'Eerder contact',
    'Contact vastleggen',
  ]) {
    assert.ok(await page.getByRole('heading', { name }).isVisible(), name);
  }
});

test('a contact that is not filled in comes back with each fault beside its field', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  await page.getByRole('button', { name: 'Contact vastleggen' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(page.document.status(), 422);
  await checkPage(page);
  for (const link of await page.getByRole('alert').getByRole('link').all()) {
    const field = page.locator((await link.getAttribute('href')) ?? '');
    assert.equal(await field.count(), 1, 'the fault links to its field');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    const message = described.split(' ').find((id) => id.endsWith('-fout'));
    assert.equal(await page.locator(`#${message}`).innerText(), await link.innerText());
  }
});

test('a date to come back is asked for only when there is something to come back for', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  const day = page.getByLabel('Wanneer komt u hierop terug?');
  assert.ok(await day.isHidden());
  await page.getByLabel('Opnieuw contact zoeken').check();
  assert.ok(await day.isVisible());
  await page.getByLabel('Niets').check();
  assert.ok(await day.isHidden());
  assert.ok(await page.getByText('Na een gesprek is de taak klaar.').isVisible());
});

test('a contact that no task asks for is recorded from the page of the client', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  await openOverview(page);
  await page.goto(`${page.url()}/contact`);
  await page.getByRole('heading', { name: 'Contact vastleggen' }).waitFor();
  await checkPage(page);
  const reason = page.getByLabel('Waarom is er niet betaald?');
  await page.getByLabel('Waar ging het over?').selectOption({ index: 1 });
  assert.ok(await reason.isVisible());
  await page.getByLabel('Waar ging het over?').selectOption('Iets anders');
  assert.ok(await reason.isHidden(), 'nothing was missed, so nothing is asked about it');
  assert.ok(await page.getByText('Hier hoort geen taak bij.').isVisible());
  await page.getByRole('button', { name: 'Contact vastleggen' }).click();
  await page.getByRole('alert').waitFor();
  await checkPage(page);
  await page.getByLabel('De cliënt zocht ons').check();
  await page.getByLabel('Telefoon').check();
  await page.getByLabel('Gesproken', { exact: true }).check();
  await page.getByLabel('Niets').check();
  await page.getByRole('button', { name: 'Contact vastleggen' }).click();
  await page.getByRole('status').waitFor();
  assert.match(await page.getByRole('status').innerText(), /vastgelegd/);
  await checkPage(page);
});

test('the overview of the client whom a task is about', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  const name = await nameOnPage(page);
  await openOverview(page);
  await checkPage(page);
  assert.equal(await nameOnPage(page), name);
  for (const heading of ['Betalingsregeling', 'Wat erbij kwam en eraf ging', 'Contact', 'Brieven']) {
    assert.ok(await page.getByRole('heading', { name: heading, exact: true }).isVisible(), heading);
  }
  const whole = page.getByText(/^Alle \d+ termijnen$/);
  if (await whole.count()) {
    await whole.click();
    await checkPage(page);
  }
});

test('a name is never in a title or an address, so never in the history of the browser', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  const name = await nameOnPage(page);
  assert.ok(name.length > 2);
  const rememberedByBrowser = async () => `${await page.title()} ${decodeURI(page.url())}`;
  assert.ok(!(await rememberedByBrowser()).includes(name));
  await openOverview(page);
  assert.ok(!(await rememberedByBrowser()).includes(name));
});

test('a search for a client is posted, so that a BSN is in no address', async () => {
  const page = await openPageOfOfficer(browser);
  await page.goto(address(`${MUNICIPALITY}/clienten`));
  await checkPage(page);
  // Nine digits that fail the eleven test: nobody's BSN.
  await page.getByLabel('Cliëntnummer of BSN').fill('123456789');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await page.locator('#zoekterm-fout').waitFor();
  assert.equal(page.document.status(), 422);
  assert.ok(!page.url().includes('123456789'));
  assert.ok(!(await page.content()).includes('123456789'), 'nor is it written back');
  await checkPage(page);
});

test('a page that is not there says what to do now', async () => {
  const page = await openPageOfOfficer(browser);
  await page.goto(address(`${MUNICIPALITY}/clienten/bestaat-niet`));
  assert.equal(page.document.status(), 404);
  await checkPage(page);
  await page.getByRole('main').getByRole('link').first().click();
  assert.equal(page.document.status(), 200);
});

test('by keyboard alone: a skip link, and a ring around whatever has the focus', async () => {
  const page = await openPage(browser);
  await page.goto(address('/inloggen'));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Naar de inhoud');
  assert.ok(await page.getByText('Naar de inhoud').isVisible());

  await logIn(page);
  await openFirstTask(page);
  const stops = await page
    .locator('a[href], button, input:not([type=hidden]), select, textarea, summary')
    .count();
  const seen = new Set();
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const { what, ring } = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      const { tagName, id, name, href, textContent } = document.activeElement;
      return {
        what: [tagName, id, name, href, textContent?.trim().slice(0, 20)].join(' '),
        ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      };
    });
    if (what.startsWith('BODY')) break;
    assert.ok(ring, `${what} shows that it has the focus`);
    seen.add(what);
  }
  assert.ok(
    [...seen].some((what) => what.includes('Contact vastleggen')),
    'the form can be sent by keyboard',
  );
});

test('a contact that is recorded is on the overview of the client', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  const overview = await page
    .getByRole('heading', { level: 1 })
    .getByRole('link')
    .getAttribute('href');
  const note = `Vastgelegd door de proef <b>${process.pid}</b>`;
  await page.getByLabel('Wij zochten de cliënt').check();
  await page.getByLabel('Telefoon').check();
  await page.getByLabel('Gesproken', { exact: true }).check();
  await page.getByLabel('Waarom is er niet betaald?').selectOption({ index: 1 });
  await page.getByLabel('Niets').check();
  await page.getByLabel(/^Notitie/).fill(note);
  await page.getByRole('button', { name: 'Contact vastleggen' }).click();
  await page.getByRole('status').waitFor();
  assert.match(await page.getByRole('status').innerText(), /De taak is klaar/);
  await page.goto(address(overview));
  assert.ok(
    await page.getByText(note).isVisible(),
    'as text: what was typed is never taken for markup',
  );
  await checkPage(page);
});

/// The talk about money of the client of the first task.
const openTalk = async (page) => {
  await openFirstTask(page);
  await openOverview(page);
  await page.getByRole('link', { name: 'Gesprek over betalen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gesprek over betalen' }).waitFor();
};

const outcome = (page) => page.locator('#voorstellen-inhoud');
const agreedAmount = (page) => page.locator('#bedragen > div').nth(1).locator('dd');

test('the talk about money: accessible, with what is known and the proposals side by side', async () => {
  const page = await openPageOfOfficer(browser);
  await openTalk(page);
  await checkPage(page);
  for (const name of ['De norm zegt', 'Afspraak', 'Beschermd inkomen']) {
    assert.ok(await page.locator('#bedragen').getByText(name, { exact: true }).isVisible(), name);
  }
  assert.ok(await page.getByRole('button', { name: 'Reken opnieuw' }).isHidden());
});

/// Fills in a single person on benefit, of whom all is known.
const tellHousehold = async (page) => {
  await page.getByLabel('Hoe woont de cliënt?').selectOption('single');
  await page.getByLabel('Ingeschreven op een adres (BRP)?').selectOption('ja');
  await page.getByLabel('Er wonen geen anderen').check();
  await page.getByLabel('Geboortedatum').first().fill('1980-05-05');
  await page.getByLabel('Verblijft in een zorginstelling?').first().selectOption('nee');
  await page.getByLabel('Belastbaar inkomen per jaar').fill('20.000');
  await page.getByLabel('Schuldhulp', { exact: true }).selectOption('none');
  await page.getByLabel('Vertelt de cliënt hoe het zit?').selectOption('ja');
};

test('the outcome follows what is typed, and the focus stays where it was', async () => {
  const page = await openPageOfOfficer(browser);
  await openTalk(page);
  await tellHousehold(page);
  await outcome(page).getByRole('table').waitFor();
  const amount = page.getByLabel('Bedrag per termijn').first();
  await amount.focus();
  await page.keyboard.type('20');
  await outcome(page).getByRole('rowheader', { name: 'Afspraak' }).waitFor();
  await page.waitForFunction(() => /€\s20,00/.test(document.querySelectorAll('#bedragen dd')[1].textContent));
  assert.equal(await page.evaluate(() => document.activeElement.name), 'terms.amount');
  // Somebody who does not see the page hears the outcome, once.
  await page.waitForFunction(() => document.getElementById('gehoord').textContent.includes('20,00'));
  assert.ok(!page.url().includes('20,00'));
  await page.keyboard.press('Enter');
  assert.equal(new URL(page.url()).pathname.split('/').at(-1), 'gesprek', 'Enter agrees on nothing');
  assert.deepEqual(await accessibilityFaults(page), []);
  // A proposal is taken over by its button.
  await page.getByRole('button', { name: /Neem over.*norm/ }).click();
  await page.waitForFunction(() => {
    const [norm, agreed] = document.querySelectorAll('#bedragen dd');
    return norm.textContent === agreed.textContent;
  });
  assert.equal(await page.evaluate(() => document.activeElement.name), 'terms.amount');
  assert.deepEqual(page.complaints, []);
});

test('what is not known is asked, and each question leads to its field', async () => {
  const page = await openPageOfOfficer(browser);
  await openTalk(page);
  await page.getByLabel('Hoe woont de cliënt?').selectOption('');
  const question = outcome(page).getByRole('link', { name: /Woont de debiteur alleen/ });
  await question.waitFor();
  const target = await question.getAttribute('href');
  assert.equal(await page.locator(target).getAttribute('name'), 'household.living_situation');
  assert.equal(await agreedAmount(page).innerText(), 'nog geen bedrag');
});

test('an agreement that is not complete comes back with each fault beside its field', async () => {
  const page = await openPageOfOfficer(browser);
  await openTalk(page);
  await page.getByRole('button', { name: 'Afspraak vastleggen' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(page.document.status(), 422);
  await checkPage(page);
  for (const link of await page.getByRole('alert').getByRole('link').all()) {
    const field = page.locator((await link.getAttribute('href')) ?? '');
    assert.equal(await field.count(), 1, 'the fault links to its field');
  }
});

test('without script a button reckons, a row is added, and two people agree', async () => {
  const page = await openPageOfOfficer(browser, { javaScriptEnabled: false });
  await openTalk(page);
  await tellHousehold(page);
  await page.getByLabel('Bedrag per termijn').first().fill('20');
  await page.getByRole('button', { name: 'Reken opnieuw' }).click();
  assert.match(await agreedAmount(page).innerText(), /€\s20,00/);
  await page.getByRole('button', { name: 'Verplichting toevoegen' }).click();
  assert.ok(await page.getByLabel('Wat?').isVisible());
});

test('an agreement is on the overview of the client, with the three amounts', async () => {
  const page = await openPageOfOfficer(browser);
  await openTalk(page);
  await tellHousehold(page);
  await page.getByLabel('Bedrag per termijn').first().fill('20');
  await page.getByLabel(/^Waarom dit bedrag/).fill('De wasmachine is stuk.');
  await page.getByLabel('Dit gesprek, ik leg het nu vast').check();
  await page.getByLabel('Telefoon').check();
  await page.getByLabel('De cliënt zocht ons').check();
  await page.getByRole('button', { name: 'Afspraak vastleggen' }).click();
  await page.getByRole('status').waitFor();
  assert.match(await page.getByRole('status').innerText(), /De afspraak staat vast/);
  assert.ok(await page.getByText('De wasmachine is stuk.').first().isVisible());
  await checkPage(page);
});

test('how it is paid is read in full, and a mandate is asked for with a direct debit alone', async () => {
  const page = await openPageOfOfficer(browser);
  await openTalk(page);
  const way = page.getByLabel('Hoe wordt er betaald?');
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const room = await way.evaluate((select) => {
      const probe = document.createElement('span');
      const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(select);
      Object.assign(probe.style, { font, position: 'absolute', whiteSpace: 'nowrap' });
      document.body.append(probe);
      const widths = Array.from(select.options, ({ text }) => {
        probe.textContent = text;
        return probe.getBoundingClientRect().width;
      });
      probe.remove();
      const padding = parseFloat(paddingInlineStart) + parseFloat(paddingInlineEnd);
      return select.clientWidth - padding - Math.max(...widths);
    });
    assert.ok(room >= 0, `every choice fits at ${width} pixels, lacks ${-room}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const account = page.getByLabel('Rekening van de cliënt (IBAN)');
  await way.selectOption('transfer');
  assert.ok(await account.isHidden());
  await way.selectOption('direct_debit');
  await page.getByLabel('Met welke machtiging?').selectOption('nieuw');
  await account.fill('NL00 BANK 0123 4567 89');
  await checkPage(page);
  await page.getByLabel('Bedrag per termijn').first().fill('20');
  await page.getByRole('button', { name: 'Afspraak vastleggen' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(await page.locator('#mandate-iban-fout').innerText(), /klopt niet/);
  await checkPage(page);
});

test('a plan is ended by keyboard, and its client is on the list to talk with again', async () => {
  const page = await openPageOfOfficer(browser);
  await openFirstTask(page);
  const name = await nameOnPage(page);
  await openOverview(page);
  const overview = page.url();
  await page.getByRole('link', { name: 'Regeling beëindigen' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Regeling beëindigen' }).waitFor();
  assert.ok(await page.getByText(/eerst een persoonlijk gesprek/).isVisible());
  await checkPage(page);
  await page.getByLabel('Waarom?').press('Enter');
  await page.getByRole('alert').waitFor();
  assert.equal(page.document.status(), 422);
  await checkPage(page);
  await page.getByLabel('Waarom?').fill('Drie maanden niets <i>betaald</i>.');
  await page.keyboard.press('Enter');
  await page.getByRole('status').waitFor();
  assert.equal(page.url().split('?')[0], overview);
  assert.match(await page.getByRole('status').innerText(), /Praat nu eerst met de cliënt/);
  await page.getByText('Eerdere regelingen').first().click();
  assert.ok(await page.getByText('Drie maanden niets <i>betaald</i>.').isVisible());
  await checkPage(page);

  await page.getByRole('link', { name: 'Herbeoordelingen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Herbeoordelingen' }).waitFor();
  await checkPage(page);
  const row = page.getByRole('row').filter({ hasText: name }).filter({ hasText: 'niet nagekomen' });
  await row.getByRole('link', { name: /Herbeoordelen/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Herbeoordeling' }).waitFor();
  await checkPage(page);
  await page.getByRole('button', { name: 'Vastleggen' }).click();
  await page.getByRole('alert').waitFor();
  await checkPage(page);
});

/// The amount in cents of a text such as "€ 1.234,56".
const centsOf = (text) => Number(text.replace(/[^0-9]/g, ''));

test('a small remainder is given up by two people, from the page of the claim', async () => {
  const page = await openPageOfOfficer(browser);
  // A client of the demo who was paid too much through no fault of his own.
  await page.goto(address(`${MUNICIPALITY}/clienten/100209`));
  await page.getByRole('link', { name: 'V-2026-0009', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Vordering/ }).waitFor();
  const [openText] = (await page.locator('.app-figures dd').nth(1).innerText()).split('\n');
  const lower = ((centsOf(openText) - 5000) / 100).toFixed(2).replace('.', ',');
  await page.getByRole('link', { name: 'Herziening van het bedrag' }).click();
  await page.getByLabel('Wordt het hoger of lager?').selectOption('lower');
  await page.getByLabel('Hoeveel verschilt het?').fill(lower);
  await page.getByLabel('Nummer van het besluit').fill('B-2026-1');
  await page.getByLabel('Waarom?').fill('Bezwaar gegrond.');
  await page.keyboard.press('Enter');
  await page.getByRole('status').waitFor();
  await checkPage(page);

  await page.getByRole('link', { name: 'Kwijtschelding en afkoop' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: /Kwijtschelding en afkoop/ }).waitFor();
  await checkPage(page);
  const remission = page.url();
  const small = page.getByRole('region', { name: 'Kruimelbedrag' });
  const propose = () => small.getByRole('button', { name: /Voorleggen/ }).press('Enter');
  await small.getByLabel('Nummer van het besluit').fill('B-2026-2');
  await small.getByLabel(/^Toelichting/).fill('x'.repeat(201));
  await propose();
  await page.getByRole('alert').waitFor();
  assert.equal(page.document.status(), 422);
  await checkPage(page);
  for (const link of await page.getByRole('alert').getByRole('link').all()) {
    const field = page.locator((await link.getAttribute('href')) ?? '');
    assert.equal(await field.count(), 1, 'the fault links to its field');
  }
  assert.equal(await small.getByLabel('Nummer van het besluit').inputValue(), 'B-2026-2');
  await small.getByLabel(/^Toelichting/).fill('Innen kost <b>meer</b>.');
  await propose();
  await page.getByRole('status').waitFor();
  assert.ok(await small.getByText('Er is nog niet over beslist.').isVisible());
  await checkPage(page);

  const second = await openPageOfSupervisor(browser);
  await second.getByRole('link', { name: 'Goedkeuringen' }).click();
  const asked = second.getByRole('listitem').filter({ hasText: 'B-2026-2' });
  await asked.getByRole('button', { name: /^Niet akkoord/ }).click();
  await second.getByText('Schrijf op waarom u niet akkoord bent.').waitFor();
  await checkPage(second);
  await asked.getByRole('button', { name: /^Akkoord/ }).click();
  await second.getByRole('status').waitFor();
  await checkPage(second);

  await page.goto(remission);
  assert.ok(await small.getByText(/is akkoord/).isVisible());
  await checkPage(page);
  await small.getByRole('button', { name: /^Vastleggen/ }).press('Enter');
  await page.getByRole('status').waitFor();
  assert.ok(await page.getByText('Afgeboekt').first().isVisible());
  assert.ok(await page.getByText('Innen kost <b>meer</b>.').first().isVisible());
  await checkPage(page);
});

test('a supervisor closes a year, and says to know what that means', async () => {
  const page = await openPageOfSupervisor(browser);
  await page.getByRole('link', { name: 'Jaar afsluiten' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Jaar afsluiten' }).waitFor();
  await checkPage(page);
  const close = page.getByRole('button', { name: /afsluiten$/ });
  const year = (await close.innerText()).split(' ')[0];
  await close.press('Enter');
  await page.getByRole('alert').waitFor();
  assert.equal(page.document.status(), 422);
  await checkPage(page);
  await page.getByRole('alert').getByRole('link').press('Enter');
  await page.getByRole('checkbox', { name: /Ik weet/ }).check();
  await close.press('Enter');
  await page.getByRole('status').waitFor();
  assert.ok(await page.getByRole('rowheader', { name: year }).isVisible());
  await checkPage(page);
});

test('an officer reads the proof of a month, closes it, and reads it again', async () => {
  const page = await openPageOfOfficer(browser);
  await page.goto(address(`${MUNICIPALITY}/werkvoorraad`));
  await page.getByRole('link', { name: 'Maand afsluiten' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Maand afsluiten' }).waitFor();
  assert.equal(await page.getByText('Klopt', { exact: true }).count(), 5);
  await checkPage(page);
  const close = page.getByRole('button', { name: /^Sluit .* af$/ });
  await close.press('Enter');
  await page.getByRole('alert').waitFor();
  assert.equal(page.document.status(), 422);
  await checkPage(page);
  await page.getByRole('alert').getByRole('link').first().press('Enter');
  // No later statement tells how the month ended, so the officer looks at the bank.
  const bank = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Bank/ }) });
  const sum = await bank.getByRole('cell').first().innerText();
  await page.getByLabel(/^Welk saldo ziet u bij de bank/).fill(sum.replaceAll('.', ''));
  await page.getByRole('checkbox', { name: /Ik weet/ }).check();
  await close.press('Enter');
  await page.getByRole('status').waitFor();
  await checkPage(page);
  await page.getByRole('rowheader').getByRole('link').press('Enter');
  await page.getByRole('heading', { name: /zoals afgesloten$/ }).waitFor();
  await checkPage(page);
});

test('money is paid back: decided, prepared by one, granted by another, fetched for the bank', async () => {
  const page = await openPageOfOfficer(browser);
  const second = await openPageOfSupervisor(browser);
  const grant = async (what) => {
    await second.goto(address(`${MUNICIPALITY}/goedkeuringen`));
    const asked = second.getByRole('listitem').filter({ hasText: what });
    await asked.getByRole('button', { name: /^Akkoord/ }).click();
    await second.getByRole('status').waitFor();
  };
  await page.getByRole('link', { name: 'Tussenrekening' }).press('Enter');
  await page.getByRole('rowheader').getByRole('link').first().press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Betaling op/ }).waitFor();
  const payment = page.url();
  await page.getByLabel('Naar een andere rekening').fill('NL02 ABNA 0123 4567 89');
  await page.getByLabel('Waarom betaalt u het terug?').fill('Dubbel <i>betaald</i>.');
  await page.keyboard.press('Enter');
  await page.getByRole('status').waitFor();
  await grant('Terugbetaling van de tussenrekening');
  await page.goto(payment);
  await page.getByRole('button', { name: /^Leg vast/ }).press('Enter');
  await page.getByRole('status').waitFor();

  await page.goto(address(`${MUNICIPALITY}/werkvoorraad`));
  await page.getByRole('link', { name: 'Uitbetalingen' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Uitbetalingen' }).waitFor();
  await checkPage(page);
  const list = page.url();
  await page.getByRole('button', { name: 'Zet een bestand klaar' }).press('Enter');
  await page.getByRole('status').waitFor();
  assert.ok(await page.getByText('Wacht op tweede persoon').isVisible());
  await checkPage(page);
  const file = page.url().split('?')[0];

  await page.getByRole('button', { name: 'Trek het bestand in' }).press('Enter');
  await page.getByRole('alert').waitFor();
  assert.equal(page.document.status(), 422);
  await checkPage(page);
  await page.getByRole('alert').getByRole('link').press('Enter');
  assert.ok(await page.getByLabel('Waarom?').isVisible());

  await grant('Bestand met terugbetalingen');
  await checkPage(second);
  await page.goto(file);
  assert.ok(await page.getByText('Klaar voor de bank').isVisible());
  await checkPage(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Haal TB-.*xml op$/ }).press('Enter'),
  ]);
  assert.match(download.suggestedFilename(), /^TB-[0-9]+\.xml$/);
  const bytes = readFileSync(await download.path());
  await page.goto(file);
  const print = createHash('sha256').update(bytes).digest('hex');
  assert.ok(await page.getByText(print).isVisible(), 'the order slip is of the file that came');
  await checkPage(page);
  await page.goto(list);
  assert.ok(await page.getByText('Uitgeleverd').isVisible());
  await checkPage(page);
});

test('who logs out is out', async () => {
  const page = await openPageOfOfficer(browser);
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.getByRole('heading', { name: 'Inloggen' }).waitFor();
  await page.goto(address('/'));
  assert.equal(new URL(page.url()).pathname, '/inloggen');
});
