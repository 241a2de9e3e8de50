/*
 * The site as somebody uses it: node use.js FOLDER PROGRAM VILLAGE DATE. The larger-text switch, the search, the form to declare, whose text the program
 * then takes; each page without scripts; and the whole from a memory stick.
 */
'use strict';
const assert = require('assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { serve, launch, test, until, watch, pages } = require('./common.js');

const [folder, program, village, date] = process.argv.slice(2);
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
let site;
let browser;

/* Runs WORK on a new page of a new phone; what the page asks for elsewhere or complains of is wrong too. */
async function onPhone(options, work) {
  const context = await browser.newContext(Object.assign({}, PHONE, options));
  const page = await context.newPage();
  const faults = [];
  page.setDefaultTimeout(15000);
  watch(page, site.origin, faults);
  try {
    await work(page, context);
  } finally {
    await context.close();
  }
  return faults;
}

const textSize = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize));

async function switching(page, context) {
  await page.goto(site.url + 'index.html');
  assert.ok((await textSize(page)) >= 18, 'text is smaller than 18 px');
  for (const [size, least] of [['2', 22], ['3', 29.9]]) {
    await page.click(`.sizes button[data-size="${size}"]`);
    assert.ok((await textSize(page)) >= least, `size ${size} is ${await textSize(page)} px`);
    assert.strictEqual(await page.getAttribute(`.sizes button[data-size="${size}"]`, 'aria-pressed'), 'true');
  }
  await page.click('.menu a[href*="rules/"]');
  await page.waitForURL(/rules/);
  assert.ok((await textSize(page)) >= 29.9, 'the size does not hold on the next page');
  const other = await context.newPage();
  await other.goto(site.url + 'object/index.html');
  assert.ok((await textSize(other)) >= 29.9, 'the size does not hold in another tab');
  await page.reload();
  await page.click('.sizes button[data-size="1"]');
  assert.ok((await textSize(page)) < 20, 'the size does not go back');
}

/* What stands in the search's results: [title, address]. */
const results = (page) => page.$$eval('.results li', (all) => all.map((li) => [li.querySelector('a').textContent, li.querySelector('a').href]));

async function ask(page, words) {
  await until(page, () => Boolean(window.searchIndex), 'the index does not come');
  await page.fill('form.search input', words);
  await page.press('form.search input', 'Enter');
  return results(page);
}

/* Which meetings' pages name WORD in their own part. */
function meetingsNaming(word) {
  return pages(folder).filter((p) => /^meetings\/[^/]+\/index.html$/.test(p.address)).map((p) => p.address)
    .filter((address) => /<main[\s\S]*<\/main>/.exec(fs.readFileSync(path.join(folder, address), 'utf8'))[0].replace(/<[^>]*>/g, '').includes(word));
}

async function searching(page) {
  const odd = [4, '题', '', 'about/index.html', '𠮷'.repeat(30) + '…㎡ｋｍ：Ａ１２，终点' + '𠮷'.repeat(30), []];
  await page.route(/search\/index\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\nwindow.searchIndex.items.push(${JSON.stringify(odd)});\n` });
  });
  await page.goto(site.url + 'search/index.html');
  assert.ok(!(await page.isHidden('form.search')), 'there is no field to search in');
  let found = await ask(page, '巡逻');
  assert.ok(await page.isHidden('.everything'), 'the list of everything stays');
  assert.ok(found.some(([, href]) => href.includes('/rules/index.html#patrol')), '巡逻 does not find its rule');
  const missed = meetingsNaming('巡逻').filter((address) => !found.some(([, href]) => href.endsWith('/' + address)));
  assert.deepStrictEqual(missed, [], '巡逻 does not find every meeting that names it');
  found = await ask(page, '安巡');
  assert.ok(found.length && found[0][1].includes('#patrol'), 'two characters from the middle of a title find nothing');
  found = await ask(page, 'patrol');
  assert.ok(found.some(([, href]) => href.includes('#patrol')), 'the id of a rule finds nothing');
  found = await ask(page, 'h105');
  assert.ok(found.length && found[0][1].endsWith('/households/h105/index.html'), 'the id of a household finds nothing');
  for (const typed of ['１０５', 'Ｈ１０５', '大米', '巡邏', '⼤米']) {
    found = await ask(page, typed);
    assert.ok(found.length, `${typed} finds nothing`);
    if (/米/.test(typed))
      assert.ok(found.some(([, href]) => href.includes('/rewards/index.html')), `${typed} does not lead to the rewards`);
  }
  /* a text with characters that fold to more or fewer, and one of two units: what is asked for is found, and no excerpt begins with half of one */
  found = await ask(page, 'km:a12，终点');
  assert.deepStrictEqual(found.map(([title]) => title), ['题'], 'full width behind … and ㎡ is not found');
  assert.ok(!/(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(await page.textContent('.results')), 'an excerpt holds half a character');
  found = await ask(page, 'h105');
  const said = await page.textContent('.found [role="status"]');
  assert.ok(said.includes(String(found.length)), `it does not say how many: ${said}`);
  assert.deepStrictEqual(await ask(page, '没有这样的事情'), []);
  assert.ok((await page.textContent('.found [role="status"]')).trim(), 'nothing is said when nothing is found');
  await page.fill('form.search input', '');
  await page.press('form.search input', 'Enter');
  assert.ok(!(await page.isHidden('.everything')), 'the list of everything does not come back');
  found = await ask(page, 'h105');
  await page.click('.results a');
  await page.waitForURL(/households\/h105/);
  assert.ok((await page.textContent('h1')).includes('h105'));
  await page.goto(site.url + 'search/index.html?q=' + encodeURIComponent('巡逻'));
  await page.waitForSelector('.results li');
  assert.ok((await results(page)).length > 1, 'an address with a question is not answered');
}

async function declaring(page, context) {
  await page.clock.setFixedTime(new Date(date + 'T10:00:00+08:00'));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(site.url + 'declare/index.html');
  assert.ok(await page.isVisible('#_form'), 'there is no form');
  await page.click('#_form button[type="submit"]');
  assert.ok(await page.isVisible('#_errors'), 'an empty form is taken');
  assert.strictEqual(await page.evaluate(() => document.activeElement.id), '_errors', 'the errors are not read out');
  const wrong = await page.$$eval('#_form [aria-invalid]', (all) => all.map((e) => e.id));
  for (const id of ['_household-1', '_rule', '_date'])
    assert.ok(wrong.includes(id), `nothing is said of ${id}`);
  await page.fill('#_household-1', 'h999');
  await page.selectOption('#_rule', 'patrol');
  await page.fill('#_date', '2026-12-24');
  await page.click('#_form button[type="submit"]');
  const said = await page.textContent('#_errors');
  assert.ok(said.includes('h999'), `an unknown household is taken: ${said}`);
  assert.ok((await page.getAttribute('#_date', 'aria-invalid')) === 'true', 'a deed to come is taken');
  await page.click('#_errors a');
  assert.strictEqual(await page.evaluate(() => document.activeElement.id), '_household-1', 'an error does not lead to its field');
  await page.fill('#_household-1', '105');
  assert.ok((await page.textContent('#_household-1 ~ output')).trim(), 'a bare number finds no household');
  await page.click('#_add');
  await page.fill('#_household-2', 'Ｈ１０６');
  await page.fill('#_date', '2026-11-12');
  await page.fill('#_times', '2');
  await page.fill('#_note', '夜里在老油坊一带巡逻，"两趟"');
  await page.click('#_form button[type="submit"]');
  assert.ok(await page.isVisible('#_result'), `it is not taken: ${await page.textContent('#_errors')}`);
  const text = await page.inputValue('#_text');
  assert.ok(text.includes('事项：参加治安巡逻\n') && /次数：2[^0-9\n]+\n/.test(text), `it is written for machines: ${text}`);
  await page.click('#_copy');
  await until(page, () => Boolean(document.querySelector('#_copied').textContent), 'nothing is said of the copy');
  assert.strictEqual((await page.evaluate(() => navigator.clipboard.readText())).trim(), text.trim(), 'something else is copied');
  await code(page, text);
  taken(text, [/rule: patrol/, /household: h105/, /household: h106/, /2026-11-12/], 2);
  await page.click('#_edit');
  assert.strictEqual(await page.inputValue('#_household-1'), '105', 'going back forgets what was written');
  await page.click('#_form button[type="submit"]');
  await page.click('#_again');
  assert.strictEqual(await page.locator('#_households input').first().inputValue(), '', 'another one begins with what was written');
  await page.fill('#_households input', 'h105');
  await page.selectOption('#_rule', 'guide');
  await page.fill('#_date', '2026-11-13');
  await page.click('#_form button[type="submit"]');
  assert.ok((await page.getAttribute('#_resident', 'aria-invalid')) === 'true', 'who did it need not be said');
  await page.fill('#_resident', member('h105-2'));
  await page.click('#_form button[type="submit"]');
  taken(await page.inputValue('#_text'), [/rule: guide/, /resident: h105-2/, /2026-11-13/], 1);
}

/* The name of a resident, as the household's file has it. */
function member(id) {
  const files = fs.readdirSync(path.join(village, 'records/households')).map((name) => fs.readFileSync(path.join(village, 'records/households', name), 'utf8'));
  return new RegExp(`id: ${id}, name: ([^,}]+)`).exec(files.join('\n'))[1].trim();
}

/* The QR code says what the text says, where there is a reader of codes. */
async function code(page, text) {
  if (!(await page.getAttribute('#_form', 'data-qr')))
    return;
  await page.waitForSelector('#_qr svg');
  const picture = path.join(path.dirname(folder), '..', `code-${process.pid}.png`);
  await page.locator('#_qr svg').screenshot({ path: picture, scale: 'device' });
  const read = spawnSync('zbarimg', ['--quiet', '--raw', picture]);
  fs.unlinkSync(picture);
  assert.ok(!read.error && read.stdout.toString().trim() === text.trim(), `the code says ${read.stdout}`);
}

/* The program takes the text, and writes as many claims, in which each of WORDS stands. */
function taken(text, words, count) {
  const copy = fs.mkdtempSync(path.join(path.dirname(village), 'claimed-'));
  fs.cpSync(path.join(village, 'records'), path.join(copy, 'records'), { recursive: true });
  const env = Object.assign({}, process.env, { SOURCE_DATE_EPOCH: String(Date.parse(date + 'T02:00:00Z') / 1000), LC_ALL: 'C.UTF-8' });
  const file = path.join(copy, 'records/claims', date.slice(0, 4) + '.yaml');
  const before = fs.readFileSync(file, 'utf8');
  const r = spawnSync(program, ['claims', 'add', '-C', copy], { input: text, env });
  const added = fs.readFileSync(file, 'utf8').slice(before.length);
  fs.rmSync(copy, { recursive: true });
  assert.strictEqual(r.status, 0, `gongshi claims add: ${r.stderr}\n${text}`);
  assert.strictEqual((added.match(/^- /gm) || []).length, count, added);
  for (const word of words)
    assert.ok(word.test(added), `${word} is not in ${added}`);
}

async function withoutScripts(page) {
  await page.goto(site.url + 'index.html');
  assert.ok(await page.isHidden('.sizes'), 'a switch that does nothing is shown');
  for (const target of ['notices', 'households', 'ranking', 'rules', 'meetings', 'search', 'declare', 'figures']) {
    await page.goto(site.url + 'index.html');
    const link = page.locator(`a[href="${target}/index.html"]:visible`).first();
    await link.click();
    await page.waitForURL(new RegExp(`/${target}/`));
    assert.ok((await page.locator('main').innerText()).trim().length > 60, `${target} is empty`);
  }
  await page.goto(site.url + 'search/index.html');
  assert.ok(await page.isHidden('form.search'), 'a search that does nothing is shown');
  assert.ok((await page.locator('.everything a:visible').count()) > 150, 'the list of everything is not there');
  await page.goto(site.url + 'declare/index.html');
  assert.ok(await page.isHidden('#_form'), 'a form that does nothing is shown');
  assert.ok((await page.locator('#_sheet tr:visible').count()) >= 7, 'the form to print is not there');
  assert.ok(await page.locator('noscript pre').isVisible(), 'how to write it is not said');
  await page.goto(site.url + 'ranking/index.html');
  assert.ok((await page.locator('table tbody tr:visible').count()) > 50, 'the ranking is not there');
}

async function fromMemoryStick() {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const faults = [];
  watch(page, pathToFileURL(folder).href + '/', faults);
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
  assert.ok((await textSize(page)) >= 18 && (await page.evaluate(() => getComputedStyle(document.body).margin)) === '0px', 'the style is not there');
  await page.click('.menu a[href*="households/"]');
  await page.waitForURL(/households\/index\.html/);
  await page.goto(pathToFileURL(path.join(folder, 'search/index.html')).href);
  assert.ok((await ask(page, '巡逻')).length > 1, 'the search finds nothing');
  await page.click('.results a');
  await page.waitForURL(/^file:.*index\.html/);
  await context.close();
  return faults;
}

/* One's own entries in a long notice, and one's rank and what the points buy from the household's page. */
async function finding(page) {
  const seen = () => page.$$eval('.noticed tbody tr', (rows) => rows.filter((r) => r.offsetHeight > 0).map((r) => r.textContent.replace(/\s+/g, ' ').trim()));
  await page.goto(site.url + 'notices/2026-11-18/index.html');
  const all = await seen();
  const groups = await page.$$eval('.tabs a', (links) => links.map((a) => a.hash));
  assert.ok(all.length > 100 && groups.length > 3, 'that is no long notice');
  assert.ok((await page.$$eval('.tabs a', (links) => links.every((a) => document.getElementById(a.hash.slice(1))))), 'a group leads nowhere');
  await page.fill('form.search input', ' Ｈ420 ');
  await until(page, () => document.querySelector('form.search [role="status"]').textContent !== '', 'nothing is said of what was found');
  const found = await seen();
  assert.ok(found.length > 1 && found.length < 10 && found.slice(1).every((row) => row.includes('h420')), `found: ${found}`);
  await page.fill('form.search input', '');
  await until(page, () => document.querySelector('form.search [role="status"]').textContent === '', 'what was found stays');
  assert.strictEqual((await seen()).length, all.length);
  await page.goto(site.url + 'households/h420/index.html');
  assert.ok((await page.$eval('.tabs', (tabs) => tabs.getBoundingClientRect().bottom)) < 740, 'the ways on are not on the first screen');
  for (const [part, wanted] of [['#_buys', '现在能换的'], ['-entries', '积分条目'], ['#_of-h420', 'h420']]) {
    await page.click(`.tabs a[href$="${part}"]`);
    await until(page, (words) => {
      const e = document.querySelector(':target'), top = e ? e.getBoundingClientRect().top : -6;
      return top > -5 && top < innerHeight - 40 && e.textContent.includes(words);
    }, `${part} does not lead to ${wanted}`, wanted);
  }
}

async function main() {
  site = await serve(folder);
  browser = await launch();
  await test('use: the larger-text switch', () => onPhone({}, switching));
  await test('use: the search', () => onPhone({}, searching));
  await test('use: finding one\'s own', () => onPhone({}, finding));
  await test('use: declaring', () => onPhone({}, declaring));
  await test('use: without scripts', () => onPhone({ javaScriptEnabled: false }, withoutScripts));
  await test('use: from a memory stick', fromMemoryStick);
  await browser.close();
  await site.close();
}

main();
