/*
 * The ways in to the lists of a large village, whose pages come in parts: node large.js FOLDER. The field on a part, an older address, the search's
 * index that is fetched in parts, the form to declare.
 */
'use strict';
const assert = require('assert');
const { serve, launch, test, until, watch } = require('./common.js');

const [folder] = process.argv.slice(2);
let site;
let browser;

async function onPage(work) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const faults = [];
  page.setDefaultTimeout(15000);
  watch(page, site.origin, faults);
  try {
    await work(page);
  } finally {
    await context.close();
  }
  return faults;
}

const found = (page) => page.$$eval('.results li a', (all) => all.map((a) => a.textContent));

async function ask(page, words, status) {
  await page.fill('form.search input', '');
  await until(page, () => document.querySelector('.found [role="status"]').textContent === '', 'what was found stays');
  await page.fill('form.search input', words);
  await page.press('form.search input', 'Enter');
  await until(page, (wanted) => document.querySelector('.found [role="status"]').textContent.includes(wanted), `“${words}” does not find “${status}”`, status);
  return found(page);
}

async function finding(page) {
  await page.goto(site.url + 'ranking/2026/_3/index.html');
  await page.fill('form.find input', 'h0250');
  await page.press('form.find input', 'Enter');
  await page.waitForURL(/search\/index.html\?q=h0250$/);
  await until(page, () => document.querySelector('.results a'), 'nothing is found');
  assert.ok((await found(page))[0].endsWith('h0250'), await found(page));
  assert.strictEqual((await ask(page, '1200', '1'))[0].slice(-5), 'h1200');
  assert.ok((await ask(page, '第12网格', '条')).includes('第12网格'));
  const named = await ask(page, '王*李 李', '条');
  assert.ok(named.length && named.every((title) => title.includes('王*李')), named);
  await ask(page, 'h9999', '没有');
}

async function comingFromElsewhere(page) {
  await page.goto(site.url + 'ranking/2026/index.html#_of-h0005');
  await page.waitForURL(/households\/h0005\/index.html$/);
  await page.goto(site.url + 'notices/2026-10-10/index.html#_of-h0001');
  assert.ok(page.url().includes('notices'), 'a row that is there is left for another page');
}

async function declaring(page) {
  await page.goto(site.url + 'declare/index.html');
  await page.fill('#_households input', '0250');
  await until(page, () => document.querySelector('#_households output').textContent.length > 0, 'the name does not come');
}

/* What leads into a long list leaves room for it: on a phone the list begins on the first screen or right below. */
async function beginning(page) {
  for (const [address, row] of [['households/', '.doorplates li'], ['contributions/', '.contributions li'], ['ranking/', '.brief tbody tr'], ['notices/2026-10-10/', '.noticed tbody tr']]) {
    await page.goto(site.url + address + 'index.html');
    const top = await page.$eval(row, (e) => e.getBoundingClientRect().top);
    const ways = await page.$$eval('.find, details.numbers, main > .tabs', (all) => all.reduce((sum, e) => sum + e.getBoundingClientRect().height, 0));
    assert.ok(top < 1.6 * 740 && ways < 330, `${address}: ${Math.round(ways)} px of ways in, the list begins at ${Math.round(top)}`);
  }
  const parts = await page.$$eval('details .tabs a', (all) => all.length);
  assert.ok(parts > 12, parts);
  await page.click('details.numbers summary');
  await page.click('details .tabs li:last-child a');
  await page.waitForURL(/notices\/2026-10-10\/_12\//);
}

(async () => {
  site = await serve(folder);
  browser = await launch();
  await test('large: finding one’s household', () => onPage(finding));
  await test('large: an older address', () => onPage(comingFromElsewhere));
  await test('large: where lists begin', () => onPage(beginning));
  await test('large: declaring', () => onPage(declaring));
  await browser.close();
  site.close();
})();
