/*
 * The way in to a list that comes in parts: what is typed is looked for on the page of the search. Who comes with an
 * older address to a row that stands on another part now (#_of-h105) is led to that household's page, which links to
 * it.
 */
(function () {
  'use strict';
  var form = document.querySelector('form.find');
  var old = /^#_of-(.+)$/.exec(location.hash);
  var root = form && form.getAttribute('data-root');
  if (!form)
    return;
  if (old && !document.getElementById(location.hash.slice(1)))
    location.replace(root + 'households/' + old[1] + '/index.html');
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    location.href = root + 'search/index.html?q=' + encodeURIComponent(form.querySelector('input').value);
  });
})();
