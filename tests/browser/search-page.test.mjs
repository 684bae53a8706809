// The page of all cases as a search: what is typed and chosen, what the address says, and what is said about it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, openWindow, slow } from './harness.mjs';
import { serve } from './server.mjs';
import { demo, sites } from './sites.mjs';

const PAGE = 'postmortems/index.html';
const browser = await launch();
after(() => browser.close());
const host = await serve(demo.folder, '/knowledge/base/');
after(host.close);
const files = `${pathToFileURL(demo.folder).href}/`;

/** Opens the page; `at` is what comes behind its name. */
async function opened(at = '', { base = host.base, ...options } = {}) {
  const window = await openWindow(browser, options);
  await window.visit(`${base}${PAGE}${at}`, base);
  const { page } = window;
  const find = (selector, options) => page.locator(selector, options);
  return {
    ...window,
    find,
    field: find('#q'),
    titles: () => find('.hits h3').allInnerTexts(),
    count: (text) => page.waitForFunction((text) => document.querySelector('#count').textContent.match(text), text),
    address: () => page.evaluate(() => decodeURIComponent(location.search)),
    box: (key, id) => find(`fieldset[data-key="${key}"] input[value="${id}"]`),
    /** Ends the visit; nothing may have gone wrong. */
    done: async () => {
      assert.deepEqual(window.problems(), []);
      await window.close();
    },
  };
}

for (const [name, base] of [['a host', host.base], ['files', files]]) {
  test(`typing, filters and "back" from ${name}`, async () => {
    const { page, find, field, titles, count, address, box, done } = await opened('', { base });
    assert.equal(await find('#all').isVisible(), true);
    await field.fill('timeout');
    await find('.hits mark').first().waitFor();
    assert.equal(await find('#all').isVisible(), false);
    assert.equal(await address(), '?q=timeout');
    const without = await titles();

    const [chosen] = await box('severity', 'medium').locator('xpath=../*[@class="n"]').allInnerTexts();
    await box('severity', 'medium').check();
    await count(`^${chosen} of`);
    assert.equal(await address(), '?q=timeout&severity=medium');
    assert.deepEqual(await find('.chip').allInnerTexts(), ['Severity: Medium']);
    assert.ok(await box('severity', 'high').isVisible(), 'its own choice does not lower the counts of a filter');

    await page.goBack();
    await count(`^${without.length} of`);
    assert.deepEqual(await titles(), without);
    assert.equal(await box('severity', 'medium').isChecked(), false);
    await page.goForward();
    await count(`^${chosen} of`);
    await find('.chip').click();
    await count(`^${without.length} of`);
    assert.equal(await field.evaluate((it) => it === document.activeElement), true, 'the focus is not lost');

    await field.fill('');
    await find('#all').waitFor();
    assert.equal(await address(), '');
    await done();
  });
}

test('an address that was shared shows the same', async () => {
  const at = '?q=the&severity=high,medium&from=2025-03-01&to=2026-06-30&sort=duration';
  const { page, find, field, address, box, done } = await opened(at);
  await find('.hits h3').first().waitFor();
  assert.equal(await field.inputValue(), 'the');
  assert.equal(await find('#sort').inputValue(), 'duration');
  assert.equal(await box('severity', 'high').isChecked(), true);
  assert.deepEqual(await find('.chips li').allInnerTexts(), ['Severity: High', 'Severity: Medium', 'From 2025-03-01', 'To 2026-06-30', 'Clear all']);
  const days = await find('.hits time').evaluateAll((all) => all.map((it) => it.dateTime));
  assert.ok(days.length && days.every((day) => day >= '2025-03-01' && day <= '2026-06-30'));
  assert.equal(await address(), at);
  assert.match(await find('.hits .meta').first().innerText(), /resolved after \d/);
  await find('.chips .text').click();
  await page.waitForURL(/\?q=the&sort=duration$/);
  await find('.chips').waitFor({ state: 'hidden' });
  await done();
});

test('sorting', async () => {
  const { page, find, done } = await opened('?q=timeout');
  const days = () => find('.hits time').evaluateAll((all) => all.map((it) => it.dateTime));
  const grades = () => find('.hits .grade').evaluateAll((all) => all.map((it) => it.className.slice(-1)));
  const newestFirst = (all) => [...all].sort().reverse();
  const others = (before) =>
    page.waitForFunction((before) => [...document.querySelectorAll('.hits time')].map((it) => it.dateTime).join() !== before, before.join());
  await find('.hits time').first().waitFor();
  const byRelevance = await days();
  assert.notDeepEqual(byRelevance, newestFirst(byRelevance), 'another word is needed here');
  await find('#sort').selectOption('date');
  await page.waitForFunction(() => location.search === '?q=timeout&sort=date');
  await others(byRelevance);
  const byDate = await days();
  assert.deepEqual(byDate, newestFirst(byDate));
  await find('#sort').selectOption('severity');
  await others(byDate);
  const ranks = await grades();
  assert.ok(new Set(ranks).size > 1);
  assert.deepEqual(ranks, [...ranks].sort());
  await done();
});

test('more results come ten at a time, and the focus is on the first new one', async () => {
  const { page, find, titles, done } = await opened('?kind=unplanned');
  const more = find('button.more:visible');
  await more.waitFor();
  assert.match(await more.innerText(), /^Show 10 more of \d+$/);
  await more.click();
  await page.waitForFunction(() => document.querySelectorAll('.hits li').length === 20);
  assert.equal(new Set(await titles()).size, 20);
  assert.ok(await find('.hits li:nth-child(11) h3 a').evaluate((it) => it === document.activeElement));
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('.hits li').length === 20);
  await done();
});

test('arrows lead into the results and out of them', async () => {
  const { page, find, field, done } = await opened('?q=timeout');
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await find('.hits h3').first().waitFor();
  const [first, second] = await find('.hits h3').allInnerTexts();
  await field.press('ArrowDown');
  assert.equal(await focused(), first);
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), second);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), 'q');
  await done();
});

test('operators and their terms are completed while typing', async () => {
  const { page, find, field, count, done } = await opened();
  await field.pressSequentially('sev');
  await find('#offers [role=option]').first().waitFor();
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  await field.press('ArrowDown');
  assert.equal(await field.getAttribute('aria-activedescendant'), 'offer0');
  await field.press('Enter');
  assert.equal(await field.inputValue(), 'severity:');
  await field.pressSequentially('crit');
  await page.waitForFunction(() => /critical/.test(document.querySelector('#offers').textContent));
  await field.press('ArrowDown');
  await field.press('Enter');
  assert.equal(await field.inputValue(), 'severity:critical ');
  await page.waitForFunction(() => {
    const grades = [...document.querySelectorAll('.hits .grade')];
    return grades.length && grades.every((it) => it.textContent === 'Critical');
  });
  await field.pressSequentially('cau');
  await find('#offers [role=option]', { hasText: 'cause:' }).waitFor();
  await field.press('Escape');
  assert.equal(await find('#offers').isVisible(), false);
  assert.equal(await field.inputValue(), 'severity:critical cau');
  await done();
});

test('completions that come after Enter are not shown', async () => {
  const window = await openWindow(browser);
  const { page } = window;
  let there;
  const wait = new Promise((done) => (there = done));
  await page.route('**/search/**', (route) => wait.then(() => route.continue()));
  await page.goto(`${host.base}${PAGE}`);
  await page.locator('#q').fill('sev');
  await page.locator('#q').press('Enter');
  there();
  await page.locator('.hits h3').first().waitFor();
  assert.equal(await page.locator('#offers').isVisible(), false);
  await window.close();
});

test('where nothing is found, the page says what stands in the way', async () => {
  const { find, count, field, done } = await opened('?q=timeout zzqqxxyy&severity=high');
  await count('No results');
  await find('.note button', { hasText: 'zzqqxxyy' }).first().click();
  await find('.hits h3').first().waitFor();
  assert.equal(await field.inputValue(), 'timeout');
  await field.fill('zzqqxxyy qqxxyyzz');
  await count('No results');
  assert.ok((await find('.note a').count()) >= 3, 'links to browse by');
  assert.equal(await find('.hits li').count(), 0);
  await field.fill('severity:dreadful');
  await find('.note code').waitFor();
  assert.match(await find('.note').innerText(), /severity:dreadful is not a term/);
  await done();
});

test('what is offered where nothing is found keeps the filters, and finds as many as it says', async () => {
  const { find, count, done } = await opened('?q=timeout zzqqxxyy&severity=low');
  await count('No results');
  const [, n] = /: (\d+) cases? ha/.exec(await find('.note li').first().innerText());
  await find('.note button', { hasText: 'zzqqxxyy' }).first().click();
  await count(`^${n} of`);
  assert.deepEqual(await find('.chip').allInnerTexts(), ['Severity: Low']);
  await done();
});

test('a term that is being typed hides nothing', async () => {
  const { page, find, field, count, done } = await opened('?q=timeout');
  await find('.hits h3').first().waitFor();
  await page.evaluate(() => {
    globalThis.empty = 0;
    new MutationObserver(() => (empty += /No results/.test(count.textContent))).observe(count, { childList: true, subtree: true });
  });
  for (const [operator, value] of [['severity:', 'medium'], ['after:', '2025-06']]) {
    await field.fill(`timeout ${operator}`);
    await field.pressSequentially(value, { delay: 130 });
    await count('^\\d+ of 63');
  }
  assert.equal(await page.evaluate(() => globalThis.empty), 0);
  await field.press('Escape');
  await done();
});

test('a question that was given up leaves nothing behind', async () => {
  const { page, find, done } = await opened('?q=timeout');
  await find('.hits mark').first().waitFor();
  await slow(page, 1500);
  await find('#sort').selectOption('duration');
  await page.goBack();
  await page.waitForTimeout(500);
  assert.equal(await find('.hits').getAttribute('aria-busy'), null);
  await done();
});

test('more results that come late leave whoever types alone', async () => {
  const { page, find, field, done } = await opened('?sort=date');
  for (const shown of [20, 30]) {
    await find('button.more').click();
    await page.waitForFunction((shown) => document.querySelectorAll('.hits li').length === shown, shown);
  }
  await slow(page, 700);
  await find('button.more').click();
  await field.click();
  await page.keyboard.type('quorum witness lost', { delay: 70 });
  assert.equal(await field.inputValue(), 'quorum witness lost');
  await done();
});

test('the quick search opens though what it needs is still on its way', async () => {
  const { page, find, done } = await opened();
  await slow(page, 1000, '**/search-view.js*');
  await page.goto(`${host.base}${PAGE}?q=timeout`, { waitUntil: 'commit' });
  await find('button.find').hover();
  await find('.hits h3').first().waitFor();
  await page.keyboard.press('Control+k');
  await find('dialog.quick').waitFor();
  assert.match(page.url(), /q=timeout/);
  await done();
});

test('what is no filter of this site filters nothing', async () => {
  const { page, find, count, done } = await opened('?utm_source=mail');
  await count('^63 ');
  await page.locator('.panel').waitFor();
  assert.equal(await find('#all').isVisible(), true);
  assert.equal(await find('.hits').isVisible(), false);
  await done();
});

test('a text as long as a stack trace is cut, so that its address can be opened', async () => {
  const { page, field, find, done } = await opened();
  await field.focus();
  await page.keyboard.insertText('at connection.pool.Timeout (frame:12)\n'.repeat(1000));
  await page.waitForFunction(() => location.search.includes('pool'));
  assert.ok((await page.evaluate(() => location.href.length)) < 8000);
  await page.reload();
  await find('.hits h3, .note p').first().waitFor();
  await done();
});

test('a place in the page is no step back in the search', async () => {
  const { page, find, done } = await opened('?sort=date');
  await find('button.more').click();
  await page.waitForFunction(() => document.querySelectorAll('.hits li').length === 20);
  await page.locator('a.skip').focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
  assert.equal(await find('.hits li').count(), 20);
  await done();
});

test('a day that is being typed outlives an answer', async () => {
  const { page, find, field, done } = await opened('?q=timeout');
  await find('.dates input').first().waitFor();
  await slow(page, 600);
  await field.fill('certificate');
  await find('.dates input').first().focus();
  await page.keyboard.type('0101');
  await page.waitForFunction(() => document.querySelector('.hits mark')?.textContent.startsWith('cert'));
  await page.keyboard.type('2025');
  await page.waitForFunction(() => location.search.includes('from=2025-01-01'));
  await done();
});

test('a year that is being typed asks nothing', async () => {
  const { page, find, address, done } = await opened('?q=timeout');
  await find('.dates input').first().waitFor();
  const before = await page.evaluate(() => history.length);
  await find('.dates input').first().focus();
  await page.keyboard.type('01012025');
  await page.waitForFunction(() => location.search === '?q=timeout&from=2025-01-01');
  assert.equal(await page.evaluate(() => history.length), before + 1);
  await page.goBack();
  await find('.chip').waitFor({ state: 'hidden' });
  assert.equal(await address(), '?q=timeout');
  await done();
});

test('an empty field offers what was searched for before', async () => {
  const { page, find, field, count, done } = await opened('?q=timeout');
  await find('.hits h3').first().waitFor();
  await field.press('Enter');
  await field.fill('');
  await find('#offers [role=option]', { hasText: 'timeout' }).waitFor();
  await field.press('ArrowDown');
  await field.press('Enter');
  assert.equal(await field.inputValue(), 'timeout');
  await count('^\\d+ of 63');
  await page.waitForFunction(() => location.search === '?q=timeout');
  await done();
});

test('sorting by duration puts the longest first, and says how long', async () => {
  const { find, done } = await opened('?sort=duration');
  await find('.hits h3').first().waitFor();
  const minutes = (await find('.hits .meta').allInnerTexts()).map((text) => {
    const [, d = 0, h = 0, min = 0] = /resolved after (?:(\d+) d)? ?(?:(\d+) h)? ?(?:(\d+) min)?/.exec(text);
    return d * 1440 + h * 60 + Number(min);
  });
  assert.ok(minutes.length === 10 && minutes[0] > 0);
  assert.deepEqual(minutes, [...minutes].sort((a, b) => b - a));
  assert.equal(await find('#found').textContent(), 'Results');
  await done();
});

test('excerpts that cannot be read are said to be so, and the results stay', async () => {
  const asked = [];
  const whole = await openWindow(browser);
  whole.page.on('request', (it) => it.url().includes('/search/') && asked.push(it.url()));
  await whole.visit(`${host.base}${PAGE}?q=timeout`, host.base);
  await whole.page.waitForFunction(() => [...document.querySelectorAll('.hits .excerpt')].some((it) => it.textContent));
  const texts = asked.slice(-(await whole.page.locator('.hits li').count())); // asked for last, one for each result
  await whole.close();

  const window = await openWindow(browser);
  const { page } = window;
  await page.route((url) => texts.includes(url.href), (route) => route.abort());
  await page.goto(`${host.base}${PAGE}?q=timeout`);
  await page.locator('.hits h3').first().waitFor();
  await page.waitForFunction(() => /cannot be read/.test(document.querySelector('.hits .excerpt').textContent));
  await window.close();
});

test('Escape empties the field, and the list is back', async () => {
  const { find, field, address, done } = await opened('?q=timeout');
  await find('.hits h3').first().waitFor();
  await field.press('Escape');
  await find('#all').waitFor();
  assert.equal(await field.inputValue(), '');
  assert.equal(await address(), '');
  await done();
});

test('filters that leave nothing can be dropped', async () => {
  const { find, count, done } = await opened('?q=timeout&from=1999-01-01&to=1999-12-31');
  await count('No results');
  await find('.chips .text').click();
  await find('.hits h3').first().waitFor();
  await done();
});

test('a slip of the pen is corrected, and said so', async () => {
  const { find, field, done } = await opened('?q=timeuot');
  await find('.note button').waitFor();
  assert.match(await find('.note').innerText(), /^Showing results for timeout/);
  await find('.hits mark').first().waitFor();
  await find('.note button').click();
  assert.equal(await field.inputValue(), 'timeout');
  await find('.note').waitFor({ state: 'hidden' });
  await done();
});

test('an index that cannot be read is said to be so, and asked for again', async () => {
  const window = await openWindow(browser);
  const { page } = window;
  await page.route('**/search/**', (route) => route.abort());
  await page.goto(`${host.base}${PAGE}`);
  assert.equal(await page.locator('#all').isVisible(), true);
  assert.equal(await page.locator('.note').isVisible(), false, 'nobody has asked yet');
  await page.locator('#q').fill('timeout');
  await page.locator('.note button').waitFor();
  assert.equal(await page.locator('#all').isVisible(), true);
  await page.unroute('**/search/**');
  await page.locator('.note button').click();
  await page.locator('.hits h3').first().waitFor();
  assert.ok(await page.locator('#q').evaluate((it) => it === document.activeElement), 'the focus is not lost');
  await window.close();
});

test('typing never waits for the index, and nothing moves when it comes', async () => {
  const window = await openWindow(browser, { viewport: { width: 1440, height: 900 } });
  const { page } = window;
  await slow(page, 300);
  await watchShifts(page);
  await page.goto(`${host.base}${PAGE}?q=time`);
  await page.locator('#q').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('out');
  assert.equal(await page.locator('#q').inputValue(), 'timeout');
  await page.locator('.hits h3').first().waitFor();
  assert.equal(await page.locator('#q').inputValue(), 'timeout');
  await page.waitForTimeout(600);
  assert.ok((await shift(page)) <= 0.02, `moved by ${await shift(page)}`);
  await window.close();
});

for (const [width, at] of [[1440, ''], [390, ''], [1440, '?q=timeout'], [390, '?q=timeout&severity=medium']]) {
  test(`nothing moves while the page ${at} opens at ${width}`, async () => {
    const window = await openWindow(browser, { viewport: { width, height: 800 } });
    await watchShifts(window.page);
    // What a font that comes late moves is no matter of the search.
    await window.page.route('**/fonts/**', (route) => route.abort());
    await window.visit(`${host.base}${PAGE}${at}`, host.base);
    await window.page.waitForTimeout(600);
    assert.ok((await shift(window.page)) <= 0.02, `moved by ${await shift(window.page)}`);
    await window.close();
  });
}

function watchShifts(page) {
  return page.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => {
      for (const it of list.getEntries()) if (!it.hadRecentInput) globalThis.shifted += it.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shift = (page) => page.evaluate(() => globalThis.shifted);

test('results are read out, once somebody stops typing', async () => {
  const { page, field, done } = await opened();
  await page.evaluate(() => {
    globalThis.heard = [];
    new MutationObserver(() => heard.push(document.querySelector('#said').textContent)).observe(document.querySelector('#said'), { childList: true });
  });
  await field.pressSequentially('timeout', { delay: 60 });
  await page.waitForFunction(() => heard.length > 0);
  const heard = await page.evaluate(() => heard);
  assert.equal(heard.length, 1);
  assert.match(heard[0], /^\d+ of 63 cases$/);
  await done();
});

test('an input method may compose in peace', async () => {
  const { page, field, address, done } = await opened();
  await field.focus();
  await page.evaluate(() => {
    const it = document.querySelector('#q');
    it.value = 'time';
    it.dispatchEvent(new InputEvent('input', { isComposing: true }));
  });
  await page.waitForTimeout(250);
  assert.equal(await address(), '');
  await done();
});

test('on a phone the filters unfold', async () => {
  const { page, find, box, count, done } = await opened('?q=timeout', { viewport: { width: 390, height: 800 }, hasTouch: true });
  const toggle = find('#filters');
  assert.equal(await find('.panel').isVisible(), false);
  await toggle.tap();
  assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
  const row = box('severity', 'medium').locator('..');
  assert.ok((await row.boundingBox()).height >= 44);
  await row.tap();
  await count('of 63');
  await page.waitForFunction(() => document.querySelector('#filters').textContent === 'Filters (1)');
  assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth), false);
  await done();
});

test('text from right to left is shown so', async () => {
  const { field, done } = await opened();
  await field.fill('انقطاع الخدمة');
  assert.equal(await field.evaluate((it) => getComputedStyle(it).direction), 'rtl');
  await done();
});

test('what an author writes stays text', async () => {
  const hostile = sites.find(({ name }) => name === 'hostile');
  const server = await serve(hostile.folder);
  const { find, done } = await opened('?q=inline', { base: server.base });
  await find('.hits h3').first().waitFor();
  assert.equal(await find('.hits script, .hits img').count(), 0);
  await done();
  await server.close();
});

test('a result leads to its section and to marks, which can be cleared', async () => {
  const { page, find, done } = await opened('?q=timeout');
  const place = find('.hits .place').first();
  const anchor = new URL(await place.evaluate((it) => it.href)).hash.slice(1);
  await place.click();
  await find('.marks').waitFor();
  assert.ok(await page.evaluate((id) => document.getElementById(id), decodeURIComponent(anchor)) !== null);
  assert.match(await find('.marks').innerText(), /^\d+ marks? for timeout/);
  assert.ok(await page.evaluate(() => CSS.highlights.get('search').size > 0));
  await find('.marks button', { hasText: 'Clear' }).click();
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false);
  assert.equal(await find('.marks').count(), 0);
  assert.equal(await page.evaluate(() => location.search), '');
  assert.equal(await page.evaluate(() => location.hash.slice(1)), anchor);
  await done();
});

for (const [name, base] of [['a host', host.base], ['files', files]]) {
  test(`the front page leads to the search from ${name}`, async () => {
    const window = await openWindow(browser);
    await window.visit(`${base}index.html`, base);
    await window.page.locator('#q').fill('timeout');
    await window.page.locator('#q').press('Enter');
    await window.page.waitForURL(/postmortems\/index\.html\?q=timeout$/);
    await window.page.locator('.hits h3').first().waitFor();
    assert.deepEqual(window.problems(), []);
    await window.close();
  });
}

test('without scripts the list stands there, with links to browse by', async () => {
  const window = await openWindow(browser, { javaScriptEnabled: false });
  await window.visit(`${host.base}${PAGE}`, host.base);
  assert.equal(await window.page.locator('form, .bar').filter({ visible: true }).count(), 0);
  assert.ok((await window.page.locator('.cases .what a').count()) > 50);
  assert.ok((await window.page.locator('aside .browse li a').count()) > 20);
  await window.page.locator('.find').click();
  await window.page.waitForURL(/postmortems\/index\.html$/);
  await window.close();
});

test('the search is not printed', async () => {
  const { page, find, done } = await opened('?q=timeout&severity=medium');
  await find('.hits h3').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await find('form, .bar, .chips, .panel, .find, button').filter({ visible: true }).count(), 0);
  assert.ok(await find('.hits h3').first().isVisible());
  await done();
});
