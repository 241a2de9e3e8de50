/*
 * The form to declare a deed: checks the fields against the points list that stands in the page, and makes a
 * text of them to copy, and a QR code of it. Nothing is sent or kept anywhere.
 */
(function () {
  'use strict';

  var form, result;
  var known = {}; /* the households' ids, and their names as the site shows them */
  var inputs = 0; /* inputs for households made so far: each has an id of its own */

  function get(id) {
    return document.getElementById('_' + id);
  }

  /* A text of the page with {1} filled in. */
  function say(name, value) {
    return form.getAttribute('data-say-' + name).replace('{1}', function () {
      return value;
    });
  }

  function label(name) {
    return form.getAttribute('data-label-' + name);
  }

  /* Full-width letters, digits and signs made plain, without blanks around. */
  function plain(text) {
    return text
      .replace(/[\uFF01-\uFF5E]/g, function (c) {
        return String.fromCharCode(c.charCodeAt(0) - 0xFEE0);
      })
      .replace(/\u3000/g, ' ')
      .trim();
  }

  /* --- values ------------------------------------------------------------------------------------------- */

  /* A decimal of at most two digits behind the point, in hundredths; NaN where it is none. */
  function hundredths(text) {
    var parts = /^([+-]?)(\d{1,7})(?:\.(\d{1,2}))?$/.exec(plain(text));
    if (!parts)
      return NaN;
    var number = Number(parts[2]) * 100 + Number(((parts[3] || '') + '00').slice(0, 2));
    return parts[1] === '-' ? -number : number;
  }

  function spell(number) {
    return String(number / 100);
  }

  function two(number) {
    return (number < 10 ? '0' : '') + number;
  }

  function iso(date) {
    return date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate());
  }

  /* A date as YYYY-MM-DD; '' where it is none. */
  function day(text) {
    var parts = /^(\d{4})[-\/.年](\d{1,2})[-\/.月](\d{1,2})日?$/.exec(plain(text));
    if (!parts)
      return '';
    var date = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
    return date.getMonth() === Number(parts[2]) - 1 ? iso(date) : '';
  }

  function option() {
    var select = get('rule');
    return select.value ? select.options[select.selectedIndex] : null;
  }

  /* What the rule of an option is worth for deeds of a date: {lo, hi, range}; null where it does not hold. */
  function worth(chosen, date) {
    var spans = chosen.getAttribute('data-spans').split(';');
    for (var i = 0; i < spans.length; i++) {
      var span = spans[i].split('/');
      if (span.length < 3 || (span[0] && date < span[0]) || (span[1] && date > span[1]))
        continue;
      var ends = span[2].split('..');
      return {lo: hundredths(ends[0]), hi: hundredths(ends[ends.length - 1]), range: ends.length > 1};
    }
    return null;
  }

  /* --- households ------------------------------------------------------------------------------------------ */

  /* Of a large village the households are in parts of the search's index (search.js), fetched by the last two characters
   * of what is typed; THEN is called when the part is there. */
  var parts = {}; /* 1 under way, 2 there */
  function partOf(text) {
    var low = text.toLowerCase(), last = low.length - 1, count = Number(get('known').getAttribute('data-parts'));
    return count && last > 0 ? (low.charCodeAt(last - 1) * 31 + low.charCodeAt(last)) % count : -1;
  }
  window.searchPart = function (number, rows) {
    parts[number] = 2;
    rows.forEach(function (row) {
      known[row[0]] = row[1];
    });
  };
  function fetchKnown(text, then) {
    var number = partOf(text), script = document.createElement('script');
    if (number < 0 || parts[number])
      return;
    parts[number] = 1;
    script.src = get('known').getAttribute('data-search') + '_' + (number + 1) + '.js';
    script.onload = then;
    document.head.appendChild(script);
  }
  /* Whether it can be said that there is no such household. */
  function isSettled(text) {
    return !get('known').hasAttribute('data-parts') || parts[partOf(text)] === 2;
  }

  /* The household that TEXT means: its id, in capitals or not, or no more than its number where one alone has it; '' where none. */
  function householdOf(text) {
    if (known.hasOwnProperty(text))
      return text;
    var found = [];
    for (var id in known)
      if (known.hasOwnProperty(id) && (id.toLowerCase() === text.toLowerCase() ||
          /^[0-9]+$/.test(text) && id.replace(/^[^0-9]+/, '') === text))
        found.push(id);
    return found.length === 1 ? found[0] : '';
  }

  function showHousehold(input, output) {
    var id = householdOf(plain(input.value));
    output.textContent = id ? known[id] : '';
  }

  function numberHouseholds() {
    var items = get('households').querySelectorAll('li');
    for (var i = 0; i < items.length; i++) {
      items[i].querySelector('label').textContent = say('household', String(i + 1));
      var button = items[i].querySelector('button');
      if (button)
        button.textContent = say('remove', String(i + 1));
    }
  }

  function addHousehold() {
    var list = get('households').querySelector('ul');
    var item = document.createElement('li');
    var name = document.createElement('label');
    var input = document.createElement('input');
    var output = document.createElement('output');
    input.id = '_household-' + ++inputs;
    input.type = 'text';
    input.setAttribute('list', '_known');
    input.setAttribute('autocapitalize', 'none');
    input.setAttribute('spellcheck', 'false');
    input.setAttribute('aria-describedby', '_household-hint');
    name.htmlFor = input.id;
    output.htmlFor = input.id;
    input.addEventListener('input', function () {
      showHousehold(input, output);
      plain(input.value).split(/[\s,;、]+/).forEach(function (id) {
        fetchKnown(id, function () {
          showHousehold(input, output);
        });
      });
    });
    item.appendChild(name);
    item.appendChild(input);
    item.appendChild(output);
    if (list.children.length) {
      var remove = document.createElement('button');
      remove.type = 'button';
      remove.className = 'second';
      remove.addEventListener('click', function () {
        list.removeChild(item);
        numberHouseholds();
        get('add').focus();
      });
      item.appendChild(remove);
    }
    list.appendChild(item);
    numberHouseholds();
    return input;
  }

  /* --- checking ---------------------------------------------------------------------------------------------- */

  function clearErrors() {
    var old = form.querySelectorAll('.error');
    for (var i = 0; i < old.length; i++)
      old[i].parentNode.removeChild(old[i]);
    var wrong = form.querySelectorAll('.wrong');
    for (i = 0; i < wrong.length; i++)
      wrong[i].classList.remove('wrong');
    var invalid = form.querySelectorAll('[aria-invalid]');
    for (i = 0; i < invalid.length; i++) {
      invalid[i].removeAttribute('aria-invalid');
      describe(invalid[i], invalid[i].id + '-error', false);
    }
    get('errors').hidden = true;
  }

  /* Adds an id to what describes a field, or takes it out. */
  function describe(input, id, add) {
    var ids = (input.getAttribute('aria-describedby') || '').split(' ').filter(function (one) {
      return one && one !== id;
    });
    if (add)
      ids.push(id);
    if (ids.length)
      input.setAttribute('aria-describedby', ids.join(' '));
    else
      input.removeAttribute('aria-describedby');
  }

  function showErrors(errors) {
    var list = get('errors').querySelector('ul');
    list.textContent = '';
    var title = get('errors').querySelector('h2');
    if (!title) {
      title = document.createElement('h2');
      get('errors').insertBefore(title, list);
    }
    title.textContent = say('errors', String(errors.length));
    errors.forEach(function (error) {
      var message = document.createElement('p');
      message.className = 'error';
      message.id = error.input.id + '-error';
      message.textContent = error.text;
      var field = error.input;
      while (!field.classList.contains('field'))
        field = field.parentNode;
      field.classList.add('wrong');
      var before = error.input.parentNode.tagName === 'LI' ? error.input.parentNode.parentNode : error.input;
      while (before.parentNode !== field)
        before = before.parentNode;
      field.insertBefore(message, before);
      error.input.setAttribute('aria-invalid', 'true');
      describe(error.input, message.id, true);
      var item = document.createElement('li');
      var link = document.createElement('a');
      link.href = '#' + error.input.id;
      link.textContent = error.text;
      link.addEventListener('click', function (event) {
        event.preventDefault();
        error.input.focus();
      });
      item.appendChild(link);
      list.appendChild(item);
    });
    get('errors').hidden = false;
    get('errors').focus();
  }

  function checkHouseholds(values, wrong) {
    var all = get('households').querySelectorAll('input');
    for (var i = 0; i < all.length; i++) {
      var ids = plain(all[i].value).split(/[\s,;、]+/).filter(Boolean);
      for (var k = 0; k < ids.length; k++) {
        var id = householdOf(ids[k]) || (isSettled(ids[k]) ? '' : ids[k]);
        if (!id)
          wrong(all[i], say('household-unknown', ids[k]));
        else if (values.households.indexOf(id) >= 0)
          wrong(all[i], say('household-twice', id));
        else
          values.households.push(id);
      }
    }
    if (!values.households.length && !wrong.count)
      wrong(all[0], say('household-missing', ''));
  }

  function checkDate(values, wrong) {
    var input = get('date');
    values.date = day(input.value);
    var today = new Date();
    var first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - Number(form.getAttribute('data-late')));
    if (!input.value.trim())
      wrong(input, say('date-missing', ''));
    else if (!values.date)
      wrong(input, say('date-wrong', ''));
    else if (values.date > iso(today))
      wrong(input, say('date-future', ''));
    else if (values.date < iso(first))
      wrong(input, say('date-late', ''));
    else
      return true;
    return false;
  }

  function checkRule(values, wrong, dated) {
    values.option = option();
    if (!values.option) {
      wrong(get('rule'), say('rule-missing', ''));
      return;
    }
    var range = dated ? worth(values.option, values.date) : null;
    if (dated && !range)
      wrong(get('rule'), say('rule-then', values.option.getAttribute('data-bounds')));
    values.each = range && !range.range ? range.lo : NaN;
    if (range && range.range) {
      values.points = hundredths(get('points').value);
      values.each = values.points;
      if (!(values.points >= range.lo && values.points <= range.hi))
        wrong(get('points'), rangeText('points-wrong', range));
    }
  }

  /* Whether the 18 characters are an identity number: the last one checks the others. */
  function isIdentity(characters) {
    var weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    var sum = weights.reduce(function (total, weight, i) {
      return total + weight * Number(characters[i]);
    }, 0);
    return '10X98765432'[sum % 11] === characters[17];
  }

  /* What must not stand in the records: mobile and identity numbers, as src/source/personal.c reads them. */
  function personal(text) {
    var flat = text.replace(/[\uFF01-\uFF5E]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0xFEE0);
    }).replace(/[a-z]/g, function (c) {
      return c.toUpperCase();
    }).replace(/[\u3000\xA0]/g, ' ').replace(/[\u2010-\u2015\u2212\uFE63]/g, '-');
    if (/(^|[^0-9A-Z])((\+86|86|0086)[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9A-Z])/.test(flat))
      return true;
    var identity = /(^|[^0-9A-Z])([0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9X])(?![0-9A-Z])/g;
    for (var found; (found = identity.exec(flat)); identity.lastIndex = found.index + 1)
      if (isIdentity(found[2].replace(/[ -]/g, '')))
        return true;
    return false;
  }

  function checkWords(values, wrong) {
    values.note = get('note').value.replace(/\s+/g, ' ').trim();
    values.residents = plain(get('resident').value).split(/\s*[,;、]\s*/).filter(Boolean); /* a blank may stand in a name */
    if (values.option && values.option.hasAttribute('data-note') && !values.note)
      wrong(get('note'), say('note-missing', ''));
    else if (personal(values.note))
      wrong(get('note'), say('personal', ''));
    if (personal(get('resident').value))
      wrong(get('resident'), say('personal', ''));
    else if (values.option && values.option.hasAttribute('data-resident') && values.residents.join(' ').split(/[\s和及与]+/).filter(Boolean).length < Math.max(1, values.households.length))
      wrong(get('resident'), say('resident-missing', ''));
  }

  /* The fields' values; null, with the errors shown, where one is wrong. */
  function check() {
    var errors = [];
    var values = {households: [], points: NaN};
    function wrong(input, text) {
      wrong.count++;
      errors.push({input: input, text: text});
    }
    wrong.count = 0;
    clearErrors();
    checkHouseholds(values, wrong);
    var dated = day(get('date').value) !== '';
    values.date = day(get('date').value);
    checkRule(values, wrong, dated);
    checkDate(values, wrong);
    values.times = hundredths(get('times').value);
    if (!(values.times > 0 && values.times <= 1000000))
      wrong(get('times'), say('times-wrong', ''));
    checkWords(values, wrong);
    errors.sort(function (a, b) {
      return a.input.compareDocumentPosition(b.input) & 4 ? -1 : a.input === b.input ? 0 : 1;
    });
    errors = errors.filter(function (error, i) {
      return !i || errors[i - 1].input !== error.input;
    });
    if (errors.length)
      showErrors(errors);
    return errors.length ? null : values;
  }

  /* --- what depends on the rule ------------------------------------------------------------------------------- */

  function rangeText(name, range) {
    return say(name, spell(range.lo)).replace('{2}', spell(range.hi));
  }

  function shape() {
    var chosen = option();
    var range = chosen && worth(chosen, day(get('date').value) || iso(new Date()));
    get('unit').textContent = chosen ? chosen.getAttribute('data-unit') : '';
    get('points').parentNode.hidden = !(range && range.range);
    get('points-hint').textContent = range && range.range ? rangeText('range', range) : '';
    get('resident').parentNode.hidden = !(chosen && chosen.hasAttribute('data-resident'));
    get('rule-needs').hidden = !(chosen && chosen.hasAttribute('data-evidence'));
  }

  /* --- the text and its code ------------------------------------------------------------------------------------ */

  /* What a rule is called in the text: its title, where that names no other rule too, else its id and title. */
  function nameOf(chosen) {
    var title = chosen.getAttribute('data-title');
    var options = get('rule').options;
    var others = 0;
    for (var i = 0; i < options.length; i++)
      if (options[i] !== chosen && (options[i].getAttribute('data-title') === title || options[i].value === title.split(' ')[0]))
        others++;
    return others || title.indexOf('*') >= 0 ? chosen.value + ' ' + title : title;
  }

  /* How often, with the unit where that is written the same for one and for many. */
  function timesOf(values) {
    var unit = values.option.getAttribute('data-unit');
    return spell(values.times) + (/^[\u4e00-\u9fff]+$/.test(unit) ? unit : '');
  }

  function textOf(values) {
    var lines = [label('title')];
    function line(name, value) {
      if (value)
        lines.push(label(name) + label('colon') + value);
    }
    line('household', values.households.join(label('comma')));
    if (values.option.hasAttribute('data-resident'))
      line('resident', values.residents.join(label('comma')));
    line('rule', nameOf(values.option));
    line('date', values.date);
    line('times', timesOf(values));
    line('points', isNaN(values.points) ? '' : spell(values.points));
    line('note', values.note);
    return lines.join('\n') + '\n';
  }

  function svg(name, attributes) {
    var element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    return element;
  }

  function drawCode(text) {
    var figure = get('qr');
    var old = figure.querySelector('svg');
    if (old)
      figure.removeChild(old);
    figure.hidden = true;
    if (typeof window.qrcode !== 'function')
      return;
    var code;
    window.qrcode.stringToBytes = window.qrcode.stringToBytesFuncs['UTF-8'];
    try {
      code = window.qrcode(0, 'M');
      code.addData(text, 'Byte');
      code.make();
    } catch (e) {
      return; /* longer than any code */
    }
    var count = code.getModuleCount();
    var size = count + 8;
    var path = '';
    for (var row = 0; row < count; row++)
      for (var column = 0; column < count; column++)
        if (code.isDark(row, column))
          path += 'M' + (column + 4) + ',' + (row + 4) + 'h1v1h-1z';
    var picture = svg('svg', {viewBox: '0 0 ' + size + ' ' + size, role: 'img', 'shape-rendering': 'crispEdges'});
    picture.setAttribute('aria-label', figure.getAttribute('data-label'));
    picture.appendChild(svg('rect', {width: size, height: size, fill: '#fff'}));
    picture.appendChild(svg('path', {d: path, fill: '#000'}));
    figure.insertBefore(picture, figure.firstChild);
    figure.hidden = false;
  }

  /* Loads the script that makes codes when it is first wanted: the page is light without it. */
  function showCode(text) {
    var source = form.getAttribute('data-qr');
    if (!source || typeof window.qrcode === 'function') {
      drawCode(text);
      return;
    }
    var script = document.createElement('script');
    script.src = source;
    script.onload = function () {
      drawCode(get('text').value);
    };
    document.head.appendChild(script);
  }

  function showWorth(values) {
    var line = get('worth');
    line.hidden = isNaN(values.each);
    if (line.hidden)
      return;
    var product = values.each * values.times; /* below 10^14: exact */
    line.textContent = say('worth', spell(Math.round(product / 100)));
  }

  function submit(event) {
    event.preventDefault();
    var values = check();
    if (!values)
      return;
    var text = textOf(values);
    get('text').value = text;
    get('text').rows = text.split('\n').length + 1;
    get('copied').textContent = '';
    get('evidence').hidden = !values.option.hasAttribute('data-evidence');
    showWorth(values);
    showCode(text);
    form.hidden = true;
    result.hidden = false;
    get('result-title').focus();
  }

  function back(empty) {
    result.hidden = true;
    form.hidden = false;
    if (empty) {
      form.reset();
      var list = get('households').querySelector('ul');
      list.textContent = '';
      addHousehold();
      shape();
    }
    get('households').querySelector('input').focus();
  }

  /* --- copying --------------------------------------------------------------------------------------------------- */

  function copyOld() {
    var text = get('text');
    var done = false;
    text.focus();
    text.select();
    text.setSelectionRange(0, text.value.length);
    try {
      done = document.execCommand('copy');
    } catch (e) {
      /* then it is selected at least */
    }
    get('copied').textContent = say(done ? 'copied' : 'selected', '');
  }

  function copy() {
    if (!navigator.clipboard || !navigator.clipboard.writeText) {
      copyOld();
      return;
    }
    navigator.clipboard.writeText(get('text').value).then(function () {
      get('copied').textContent = say('copied', '');
    }, copyOld);
  }

  function print() {
    window.print();
  }

  document.addEventListener('DOMContentLoaded', function () {
    form = get('form');
    result = get('result');
    if (!form || !result)
      return;
    var options = get('known').querySelectorAll('option');
    for (var i = 0; i < options.length; i++)
      known[options[i].value] = options[i].textContent;
    get('date').max = iso(new Date());
    addHousehold();
    shape();
    get('add').addEventListener('click', function () {
      addHousehold().focus();
    });
    get('rule').addEventListener('change', shape);
    get('date').addEventListener('change', shape);
    form.addEventListener('submit', submit);
    get('blank').addEventListener('click', print);
    get('print').addEventListener('click', print);
    get('copy').addEventListener('click', copy);
    get('edit').addEventListener('click', function () {
      back(false);
    });
    get('again').addEventListener('click', function () {
      back(true);
    });
    document.documentElement.classList.add('scripted');
    form.hidden = false;
  });
})();
