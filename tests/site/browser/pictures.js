/*
 * The pictures of README and handbook: node pictures.js OUT FOLDER draws them anew from OUT, where the demonstration village was built
 * (gongshi build . -o OUT --date 2026-11-20), into FOLDER (content/handbook/pictures). No test: to be looked at, and committed, when a page, a paper or
 * the sign looks other than on them.
 *
 * The paper is the site's own copy: names on a public page are masked, in a picture too.
 */
'use strict';
const path = require('path');
const { execFileSync } = require('child_process');
const { pathToFileURL } = require('url');
const { launch } = require('./common.js');

const NOTICE = 'site/notices/2026-11-18/notice.pdf';

(async () => {
  const [out, folder] = process.argv.slice(2).map((p) => path.resolve(p));
  const browser = await launch();
  const phone = await browser.newPage({ viewport: { width: 360, height: 1100 } });
  await phone.goto(pathToFileURL(path.join(out, 'site/index.html')).href);
  await phone.screenshot({ path: path.join(folder, 'site.png') });
  const sign = await browser.newPage({ viewport: { width: 840, height: 600 } });
  await sign.goto(pathToFileURL(path.join(out, 'led/main.html')).href);
  await sign.click('#stop');
  await sign.click('#next'); // from whose sign it is to what is on notice
  await sign.locator('#sign canvas').screenshot({ path: path.join(folder, 'screen.png') });
  await browser.close();
  execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '72', '-l', '1', path.join(out, NOTICE), path.join(folder, 'notice')]);
})();
