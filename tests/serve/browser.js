/*
 * A served page in a browser, under the page's own policy: node browser.js PORT RECORD ID. RECORD is a file of the records whose text
 * the test changes as a clerk would. Prints a line a fault; nothing where all is well.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require(path.join(__dirname, '../site/node_modules/playwright-core'));
const { FLAGS, chromiumPath } = require('../site/browser/common.js');

const [port, record] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
const good = fs.readFileSync(record, 'utf8');
const soon = { timeout: 20000 };

async function main() {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text()))
      console.log(`refused: ${message.text()}`);
  });
  try {
    await page.goto(`${origin}/households/index.html`);
    const name = page.locator('main');
    fs.writeFileSync(record, good.replace('name: 一组', 'name: 新一组'));
    await name.filter({ hasText: '新一组' }).waitFor(soon); /* it has loaded itself again */
    fs.writeFileSync(record, good.replace('id: h1', 'id: h1, nmae: x'));
    const lines = page.locator('pre').filter({ hasText: path.basename(record) + ':' });
    await lines.waitFor(soon);
    await page.click('a[href^="/-/good/"]');
    await page.locator('main h1').waitFor(soon);
    if (!(await page.locator('main').innerText()).includes('新一组'))
      console.log('the link leads to no last good site');
    await page.goto(`${origin}/households/index.html`);
    await lines.waitFor(soon);
    fs.writeFileSync(record, good);
    await name.filter({ hasText: '一组' }).waitFor(soon);
  } catch (e) {
    console.log(String(e).split('\n').slice(0, 3).join(' '));
  } finally {
    fs.writeFileSync(record, good);
    await browser.close();
  }
}

main();
