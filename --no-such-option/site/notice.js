/*
 * Finding one's own entries within a notice: rows that do not hold what is typed (a name, an id, a deed) are out of
 * sight. Without this script the groups' list leads to each group.
 */
(function () {
  'use strict';
  var form = document.querySelector('form.search');
  var table = document.querySelector('.noticed');
  if (!form || !table)
    return;
  var input = form.querySelector('input');
  var status = form.querySelector('[role="status"]');

  /* Full-width letters and capitals are as good as others, blanks are none. */
  function fold(text) {
    var plain = text.normalize ? text.normalize('NFKC') : text;
    return plain.toLowerCase().replace(/\s+/g, '');
  }

  function update() {
    var wanted = fold(input.value), found = 0;
    for (var i = 0; i < table.tBodies.length; i++) {
      var rows = table.tBodies[i].rows, shown = 0;
      for (var k = 1; k < rows.length; k++) {
        var fits = fold(rows[k].textContent).indexOf(wanted) >= 0;
        rows[k].hidden = !fits;
        shown += fits ? 1 : 0;
      }
      rows[0].hidden = !shown;
      found += shown;
    }
    status.textContent = !wanted ? '' : !found ? form.getAttribute('data-none') :
      form.getAttribute('data-found').replace('{1}', String(found));
  }

  var timer = 0;
  input.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(update, 150);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    update();
  });
})();
