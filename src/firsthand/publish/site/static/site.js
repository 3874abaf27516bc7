// Everything is on the pages without this. It adds: filters, moving and zooming the map, copying of citations.
(function () {
  'use strict';
  var doc = document, calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  var all = function (selector, root) { return Array.prototype.slice.call((root || doc).querySelectorAll(selector)); };
  var say = function (text) { var live = doc.getElementById('live'); live.textContent = ''; live.textContent = text; };

  // An address inside something folded opens it; the back button comes back to it.
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1)), item = id && doc.getElementById(id);
    if (!item) return;
    if (item.hidden && sieve) sieve.reset();
    var inner = false;
    for (var up = item; up; up = up.parentElement) if (up.tagName === 'DETAILS') { inner = inner || !up.open; up.open = true; }
    item.scrollIntoView({ block: item.classList.contains('said') ? 'center' : 'start', behavior: calm ? 'auto' : 'smooth' });
  }

  // Filter: rows that do not fit are hidden, and with them their marks and lanes.
  var sieve = doc.querySelector('.sieve'), listeners = [];
  var rows = all('main tr[data-k], .claim-list > .claim, .lone > .one');
  var words = null;
  function wanted(name) { var field = sieve.querySelector('[data-f="' + name + '"]'); return field ? field.value : ''; }
  function sift() {
    var find = wanted('find').toLowerCase().split(/\s+/).filter(Boolean);
    var type = wanted('type'), status = wanted('status'), country = wanted('country'), standing = wanted('standing');
    var from = wanted('from'), until = wanted('until'), shown = 0, keys = {};
    if (find.length && !words) words = rows.map(function (row) { return row.textContent.toLowerCase(); });
    rows.forEach(function (row, i) {
      var d = row.dataset;
      var fits = (!type || d.type === type) && (!status || (' ' + d.status).indexOf(' ' + status + ' ') >= 0) &&
        (!country || (' ' + d.country + ' ').indexOf(' ' + country + ' ') >= 0) && (!standing || d.standing === standing) &&
        (!from || (d.last && d.last >= from)) && (!until || (d.first && d.first <= until)) &&
        find.every(function (w) { return words[i].indexOf(w) >= 0; });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
      if (fits && d.k) keys[d.k] = true;
    });
    var found = shown === rows.length ? '' : shown + ' of ' + rows.length;
    sieve.querySelector('.found').textContent = found;
    sieve.querySelector('button').hidden = !found;
    var nothing = doc.querySelector('.nothing');
    if (nothing) nothing.hidden = shown > 0;
    listeners.forEach(function (listener) { listener(keys); });
  }
  if (sieve && rows.length) {
    sieve.hidden = false;
    sift();
    sieve.addEventListener('input', sift);
    sieve.addEventListener('submit', function (event) { event.preventDefault(); });
    sieve.addEventListener('reset', function () { setTimeout(sift, 0); });
    listeners.push(function (keys) { all('.lane').forEach(function (lane) { lane.classList.toggle('gone', !keys[lane.dataset.r]); }); });
  }

  // The map: one for a desk, one for a phone; only the one that is seen is worked on.
  function Atlas(box, svg) {
    var home = svg.getAttribute('viewBox').split(' ').map(Number), view = home.slice();
    var whole = svg.dataset.whole.split(' ').map(Number), keys = null, waiting = false;
    var bar = svg.querySelector('.bar'), line = bar.querySelector('path'), label = bar.querySelector('text');
    var pins = all('.pin', svg).map(function (a) {
      var name = a.querySelector('.name');
      return { a: a, x: +a.dataset.x, y: +a.dataset.y, aside: +a.dataset.a, keys: a.dataset.r.split(' '), place: a.dataset.p,
        n: a.querySelector('.n'), name: name, ring: a.classList.contains('ring'), shown: true, wide: name ? name.textContent.length * 6.6 : 0 };
    });
    var least = 12; // map units: some ten kilometres
    function seen() { return svg.clientWidth > 0; }
    function pixel() { return view[2] / svg.clientWidth; }
    function draw() {
      waiting = false;
      if (!seen()) return;
      svg.setAttribute('viewBox', view.map(function (v) { return +v.toFixed(2); }).join(' '));
      var px = pixel(), taken = [];
      var inside = pins.filter(function (p) {
        return p.shown && p.x > view[0] - 40 * px && p.x < view[0] + view[2] + 40 * px && p.y > view[1] - 40 * px && p.y < view[1] + view[3] + 40 * px;
      });
      pins.forEach(function (p) { if (p.shown) p.a.setAttribute('transform', 'translate(' + p.x + ' ' + p.y + ')scale(' + px.toFixed(4) + ')translate(' + p.aside + ' 0)'); });
      inside.forEach(function (p) { p.at = [p.x / px + p.aside, p.y / px]; taken.push([p.at[0] - 9, p.at[1] - 9, p.at[0] + 9, p.at[1] + 9, p]); });
      inside.filter(function (p) { return p.name; }).sort(function (a, b) { return (a.ring - b.ring) || (b.keys.length - a.keys.length); }).forEach(function (p, i) {
        var gap = p.ring ? 14 : 11, side = '';
        if (i < 400) ['right', 'left'].some(function (s) {
          var x = s === 'right' ? p.at[0] + gap : p.at[0] - gap - p.wide, own = [x, p.at[1] - 8, x + p.wide, p.at[1] + 8];
          if (own[2] > (view[0] + view[2]) / px || own[0] < view[0] / px) return false;
          if (taken.some(function (b) { return b[4] !== p && own[0] < b[2] && b[0] < own[2] && own[1] < b[3] && b[1] < own[3]; })) return false;
          taken.push(own.concat([null])); side = s; return true;
        });
        p.name.classList.toggle('off', !side);
        p.name.setAttribute('x', (side === 'left' ? -1 : 1) * (p.ring ? 13 : 10));
        p.name.setAttribute('text-anchor', side === 'left' ? 'end' : 'start');
      });
      var km = 150 * px * 1.11195, size = Math.pow(10, Math.floor(Math.log10(km)));
      var length = [5, 2, 1].map(function (k) { return k * size; }).filter(function (k) { return k <= km; })[0];
      line.setAttribute('d', 'M0-5V0H' + (length / 1.11195 / px).toFixed(1) + 'V-5');
      label.textContent = length >= 1 ? length.toLocaleString('en') + ' km' : length * 1000 + ' m';
      bar.setAttribute('transform', 'translate(' + (view[0] + 16 * px) + ' ' + (view[1] + view[3] - 16 * px) + ')scale(' + px + ')');
    }
    function soon() { if (!waiting) { waiting = true; requestAnimationFrame(draw); } }
    function go(x, y, width) {
      var shape = home[3] / home[2], most = Math.max(whole[2], whole[3] / shape, home[2]);
      width = Math.min(Math.max(width, least), most);
      var height = width * shape;
      var within = function (at, size, start, length) { return size >= length ? start + (length - size) / 2 : Math.min(Math.max(at, start), start + length - size); };
      view = [within(x, width, whole[0], whole[2]), within(y, height, whole[1], whole[3]), width, height];
      soon();
    }
    function by(factor, at) {
      at = at || [view[0] + view[2] / 2, view[1] + view[3] / 2];
      var width = Math.max(view[2] * factor, least), f = width / view[2];
      go(at[0] - (at[0] - view[0]) * f, at[1] - (at[1] - view[1]) * f, width);
    }
    function under(x, y) { var r = svg.getBoundingClientRect(); return [view[0] + view[2] * (x - r.left) / r.width, view[1] + view[3] * (y - r.top) / r.height]; }
    this.seen = seen; this.soon = soon; this.by = by;
    this.home = function () { go(home[0], home[1], home[2]); };
    this.world = function () { go(whole[0], whole[1], 1e9); };
    this.show = function (place) {
      var pin = pins.filter(function (p) { return p.place === place; })[0];
      if (pin) { var width = Math.min(home[2], 900); go(pin.x - width / 2, pin.y - width * home[3] / home[2] / 2, width); mark(place); }
    };
    function mark(place) { pins.forEach(function (p) { p.a.classList.toggle('on', p.place === place); }); }
    this.sift = function (found) {
      pins.forEach(function (p) {
        var left = p.keys.filter(function (k) { return found[k]; }).length;
        p.shown = left > 0;
        p.a.classList.toggle('gone', !left);
        if (p.n) p.n.textContent = left > 1 ? left : '';
      });
      keys = found;
      soon();
    };
    // All marks that touch the one that was chosen, so that what lies under it can be told apart.
    this.near = function (a) {
      var px = pixel(), pin = pins.filter(function (p) { return p.a === a; })[0];
      return pins.filter(function (p) {
        return p === pin || (p.shown && Math.abs(p.x / px + p.aside - pin.x / px - pin.aside) < 14 && Math.abs(p.y - pin.y) / px < 14);
      }).map(function (p) { return { place: p.place, keys: p.keys.filter(function (k) { return !keys || keys[k]; }) }; });
    };

    var fingers = {}, start = null, dragged = false;
    svg.addEventListener('pointerdown', function (event) {
      fingers[event.pointerId] = [event.clientX, event.clientY];
      dragged = false;
      var ids = Object.keys(fingers);
      if (ids.length === 2) start = { two: ids.map(function (id) { return fingers[id]; }), view: view.slice() };
      else if (event.pointerType === 'mouse' && event.button === 0) start = { one: [event.clientX, event.clientY], view: view.slice() };
    });
    addEventListener('pointermove', function (event) {
      if (!fingers[event.pointerId] || !start) return;
      fingers[event.pointerId] = [event.clientX, event.clientY];
      var r = svg.getBoundingClientRect(), was = start.view;
      if (start.one) {
        var dx = event.clientX - start.one[0], dy = event.clientY - start.one[1];
        if (Math.abs(dx) + Math.abs(dy) > 4) { dragged = true; svg.classList.add('moving'); }
        if (dragged) go(was[0] - dx * was[2] / r.width, was[1] - dy * was[3] / r.height, was[2]);
      } else {
        var now = Object.keys(fingers).map(function (id) { return fingers[id]; });
        if (now.length < 2) return;
        var apart = function (p) { return Math.hypot(p[0][0] - p[1][0], p[0][1] - p[1][1]) || 1; };
        var middle = function (p) { return [(p[0][0] + p[1][0]) / 2, (p[0][1] + p[1][1]) / 2]; };
        var a = middle(start.two), b = middle(now), width = was[2] * apart(start.two) / apart(now), height = width * home[3] / home[2];
        var x = was[0] + was[2] * (a[0] - r.left) / r.width, y = was[1] + was[3] * (a[1] - r.top) / r.height;
        dragged = true;
        go(x - width * (b[0] - r.left) / r.width, y - height * (b[1] - r.top) / r.height, width);
      }
    });
    function up(event) { delete fingers[event.pointerId]; start = null; svg.classList.remove('moving'); }
    addEventListener('pointerup', up); addEventListener('pointercancel', up);
    svg.addEventListener('dragstart', function (event) { event.preventDefault(); });
    svg.addEventListener('click', function (event) { if (dragged) { event.preventDefault(); event.stopPropagation(); } }, true);
    svg.addEventListener('wheel', function (event) {
      if (!event.ctrlKey && !event.metaKey && doc.activeElement !== svg) return;
      event.preventDefault();
      by(Math.pow(1.0022, event.deltaY * (event.deltaMode ? 30 : 1)), under(event.clientX, event.clientY));
    }, { passive: false });
    svg.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      var step = view[2] / 8, go_ = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (go_) go(view[0] + go_[0], view[1] + go_[1], view[2]);
      else if (event.key === '+' || event.key === '=') by(0.6);
      else if (event.key === '-') by(1 / 0.6);
      else if (event.key === '0') go(home[0], home[1], home[2]);
      else return;
      event.preventDefault();
    });
    svg.setAttribute('tabindex', '0');
  }
  var box = doc.querySelector('[data-atlas]');
  if (box) {
    var maps = all('svg.atlas', box).map(function (svg) { return new Atlas(box, svg); });
    var now = function () { return maps.filter(function (m) { return m.seen(); })[0] || maps[0]; };
    var zoom = box.querySelector('.zoom'), panel = doc.querySelector('.under'), byKey = {};
    zoom.hidden = false;
    doc.querySelector('.keys').hidden = false;
    all('tr[data-k]').forEach(function (row) { (byKey[row.dataset.k] = byKey[row.dataset.k] || []).push(row); });
    zoom.addEventListener('click', function (event) {
      var what = event.target.dataset.z, m = now();
      if (what === 'in') m.by(0.6); else if (what === 'out') m.by(1 / 0.6); else if (what === 'world') m.world(); else if (what === 'home') m.home();
    });
    listeners.push(function (keys) { maps.forEach(function (m) { m.sift(keys); }); panel.hidden = true; });
    addEventListener('resize', function () { maps.forEach(function (m) { m.soon(); }); });
    box.addEventListener('click', function (event) {
      var pin = event.target.closest && event.target.closest('.pin');
      if (!pin) return;
      event.preventDefault();
      var list = doc.createElement('ul'), seen = {}, number = 0, names = [];
      now().near(pin).forEach(function (found) {
        found.keys.forEach(function (key) {
          (byKey[key] || []).forEach(function (row) {
            if (seen[key]) return;
            seen[key] = true; number += 1;
            var item = doc.createElement('li'), cells = row.children, link = row.querySelector('th a').cloneNode(true), more = doc.createElement('small');
            more.textContent = ' ' + [cells[3].textContent, cells[5].textContent, cells[6].textContent].map(function (t) { return t.trim(); }).filter(function (t) { return t && t !== '–'; }).join(' · ');
            if (names.indexOf(cells[0].textContent) < 0) names.push(cells[0].textContent);
            item.appendChild(link); item.appendChild(more); list.appendChild(item);
          });
        });
      });
      panel.textContent = '';
      var head = doc.createElement('h2');
      head.textContent = names.join(', ') + ': ' + number + (number === 1 ? ' record' : ' records');
      panel.appendChild(head); panel.appendChild(list);
      panel.hidden = false;
      panel.focus({ preventScroll: true });
      if (panel.getBoundingClientRect().bottom > innerHeight) panel.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
      say(head.textContent);
    });
    var place = function () { var id = decodeURIComponent(location.hash.slice(1)); if (id.indexOf('p-') === 0) now().show(id); };
    maps.forEach(function (m) { m.soon(); });
    addEventListener('hashchange', place);
    place();
    if (location.hash.indexOf('#p-') === 0) box.scrollIntoView({ block: 'nearest' });
  }

  addEventListener('hashchange', reveal);
  doc.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href*="#"]');
    if (link && link.pathname === location.pathname && link.hash === location.hash && !event.defaultPrevented) reveal();
  });
  if (!box) reveal();

  // Copy a citation: the words, who says so, where they stand, and the address here.
  function copy(text) {
    var done = function () { say('Copied: ' + text); };
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text).then(done, function () { byHand(text, done); });
    byHand(text, done);
  }
  function byHand(text, done) {
    var area = doc.createElement('textarea');
    area.value = text; area.className = 'sr'; doc.body.appendChild(area); area.select();
    try { doc.execCommand('copy'); done(); } finally { area.remove(); }
  }
  function plain(node) { return node ? node.textContent.replace(/\s+/g, ' ').trim() : ''; }
  function here(href) {
    var page = new URL(href || doc.body.dataset.path, location.href);
    var address = /^https?:$/.test(page.protocol) ? page.href : page.pathname.split('/').slice(-(doc.body.dataset.path.split('/').length)).join('/') + page.hash;
    return 'In: ' + doc.body.dataset.site + ' (firsthand, ' + doc.body.dataset.day + '), ' + address;
  }
  function button(words, make) {
    var b = doc.createElement('button');
    b.type = 'button'; b.className = 'copy'; b.textContent = words;
    b.addEventListener('click', function () { copy(make()); b.textContent = 'copied'; setTimeout(function () { b.textContent = words; }, 1600); });
    return b;
  }
  function passage(item) {
    return button('copy citation', function () {
      return '“' + plain(item.querySelector('blockquote')) + '” (' + plain(item.querySelector('.chain')) + '). ' + item.dataset.cite + '. ' + here('#' + item.id);
    });
  }
  // Buttons are made when something is opened or reached: a large case has tens of thousands.
  function fresh(item) { var first = !item.dataset.equipped; item.dataset.equipped = '1'; return first; }
  function equip(root) {
    all('.said', root).filter(fresh).forEach(function (item) { item.appendChild(passage(item)); });
    all('.tools', root).filter(fresh).forEach(function (tools) {
      var own = tools.querySelector('.addr');
      if (own) tools.appendChild(button('copy citation', function () {
        var head = tools.closest('.claim, .conflict, .variant, .one, .sheet');
        return plain(head.querySelector(head.classList.contains('sheet') ? 'h1' : '.text, h3, blockquote')) + '. ' + here(own.getAttribute('href'));
      }));
    });
  }
  all('.claim').forEach(function (c) { if (c.open) equip(c); c.addEventListener('toggle', function () { if (c.open) equip(c); }); });
  all('.conflict, .variant').forEach(equip);
  all('.sheet > .tools').forEach(function (t) { equip(t.parentElement); });
  ['mouseover', 'focusin'].forEach(function (name) {
    doc.addEventListener(name, function (event) { var one = event.target.closest && event.target.closest('.lone > .one'); if (one) equip(one); });
  });
  all('.papers tr[data-cite]').forEach(function (row) {
    row.querySelector('th').appendChild(button('copy citation', function () { return row.dataset.cite + '. ' + here('#' + row.id); }));
  });

  // Print shows everything that is folded away, and folds it again afterwards.
  var folded = [];
  addEventListener('beforeprint', function () { folded = all('details:not([open])'); folded.forEach(function (d) { d.open = true; }); });
  addEventListener('afterprint', function () { folded.forEach(function (d) { d.open = false; }); });
})();
