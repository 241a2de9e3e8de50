/* Keeps what a television's page last got, and gives it where the network does not answer in time. */
'use strict';
var kept = 'screen', patience = 8000;

self.addEventListener('install', function () {
  self.skipWaiting();
});

self.addEventListener('activate', function (event) {
  event.waitUntil(self.clients.claim());
});

function late() {
  return new Promise(function (resolve, reject) {
    setTimeout(reject, patience);
  });
}

self.addEventListener('fetch', function (event) {
  var request = event.request;
  if (request.method !== 'GET')
    return;
  event.respondWith(Promise.race([fetch(request), late()]).then(function (answer) {
    if (answer.ok) {
      var copy = answer.clone();
      event.waitUntil(caches.open(kept).then(function (cache) {
        return cache.put(request.url, copy);
      }));
    }
    return answer;
  }).catch(function () {
    return caches.match(request.url).then(function (found) {
      return found || Response.error();
    });
  }));
});
