// The overlay page: shows what it is sent, and asks for nothing. Runs in any browser and in OBS, without a framework.

const box = document.getElementById('box');
/** as the host sent it: what was set, and what this page's address asks for */
let style = { size: 32, lines: 2, hold: 6, upper: false, fade: false, translation: 'below' };

/** Below this a word that the recogniser was not sure of is dimmer, down to this opacity. */
const SURE = 0.8;
const LEAST_OPACITY = 0.45;

const measure = document.createElement('canvas').getContext('2d');
/** Whether a text stands on one row, with the space before and behind it. */
function fits(text) {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(box);
  measure.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  return measure.measureText(text).width + 0.6 * style.size + 2 <= box.clientWidth;
}

/** A word that may be dimmer than others. */
function shaded(text, sure) {
  if (!style.fade || !(sure < SURE)) return text;
  const word = document.createElement('span');
  word.style.opacity = String(LEAST_OPACITY + (1 - LEAST_OPACITY) * (sure / SURE));
  word.textContent = text;
  return word;
}

/** @param sure of each word of the block; the first word of the row is the `first` of them */
function makeRow({ text, first, sure, translated }, tentative) {
  const row = document.createElement('span');
  row.className = translated ? 'row translated' : 'row';
  const words = style.fade && sure.length > 0 ? text.split(/(?<= )/u) : [text];
  row.append(...words.map((word, i) => shaded(word, sure[first + i])));
  if (tentative !== '') {
    const dim = document.createElement('span');
    dim.className = 'tentative';
    dim.textContent = tentative;
    row.append(dim);
  }
  return row;
}

const inCase = (text) => (style.upper ? text.toLocaleUpperCase() : text);
const oneRow = (text) => inCase(text).replace(/\s+/gu, ' ').trim();

/** What is not parted further; in scripts without spaces each sign. */
const PIECE = /\s*(?:[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]+)/gu;

/** Adds words to rows, in place: what stands there stays where it is. Returns how many words there are now. */
function addWords(rows, text, before = 0) {
  let count = before;
  for (const [piece] of text.matchAll(PIECE)) {
    if (count === 0 || /^\s/u.test(piece)) count += 1;
    const last = rows.at(-1);
    if (last !== undefined && fits(last.text + piece)) last.text += piece;
    else rows.push({ text: piece.trimStart(), first: count - 1 });
  }
  return count;
}

/** What is shown: a block for each phrase, with its text as it stands in its rows. */
let blocks = [];
let tentative = '';
/** keys of blocks that were there before this page, or have gone after their time */
let gone = null;
let holding = 0;
let last = { lines: [], phrase: null };

/** The phrases of a message: lines of one phrase stand together, for so they stood while they were spoken. */
function phrasesOf({ lines, phrase }) {
  const found = new Map();
  for (const { id, text, speaker, sure = [], translation = '' } of lines) {
    const key = id.slice(0, id.lastIndexOf('-'));
    const before = found.get(key);
    const named = before === undefined && speaker ? `${speaker}: ` : '';
    // The name of a speaker is no word that was heard.
    const said = sure.length === 0 ? [] : [...named.split(/\s+/u).filter((word) => word !== '').map(() => 1), ...sure];
    if (before === undefined) found.set(key, { text: named + text, sure: said, translation });
    else found.set(key, { text: `${before.text} ${text}`, sure: [...before.sure, ...said], translation: `${before.translation} ${translation}` });
  }
  if (phrase && !found.has(phrase.id)) found.set(phrase.id, { text: phrase.committed, sure: phrase.sure ?? [], translation: phrase.translation ?? '' });
  return found;
}

/** What is shown of a phrase: its text, its translation, or one below the other. */
function partsOf([key, { text, sure, translation }]) {
  const said = { key, raw: text, sure, translated: false };
  const translated = { key: `${key}~`, raw: translation, sure: [], translated: true };
  if (style.translation === 'alone') return [translated];
  return style.translation === 'below' && translation.trim() !== '' ? [said, translated] : [said];
}

/** Rows with what may still change behind them. */
function withTentative(rows) {
  const open = rows.at(-1);
  const more = open === undefined ? [] : [{ text: open[0].text, first: 0 }];
  addWords(more, open === undefined ? tentative : ` ${tentative}`);
  if (open !== undefined) open[1] = more.shift().text.slice(open[0].text.length);
  return [...rows, ...more.map(({ text }) => [{ text: '', first: 0, sure: [] }, text])];
}

function draw() {
  const rows = blocks.flatMap(({ rows: own, sure, translated, isOpen }) => {
    const drawn = own.map((row) => [{ ...row, sure, translated }, '']);
    return isOpen && tentative !== '' ? withTentative(drawn) : drawn;
  });
  box.replaceChildren(...rows.slice(-style.lines).map(([row, dim]) => makeRow(row, dim)));
}

/** Lays out what was sent last; `anew`: what stands in rows already, too. */
function layOut(anew) {
  const phrases = phrasesOf(last);
  const parts = [...phrases].filter(([key]) => !gone.has(key)).flatMap(partsOf);
  blocks = parts.map(({ key, raw, sure, translated }) => {
    const text = oneRow(raw);
    const known = anew ? undefined : blocks.find((block) => block.key === key);
    const goesOn = known !== undefined && text.startsWith(known.text);
    const rows = goesOn ? known.rows : [];
    const count = addWords(rows, goesOn ? text.slice(known.text.length) : text, goesOn ? known.count : 0);
    return { key, text, rows, sure, count, translated, isOpen: key === last.phrase?.id };
  });
  tentative = last.phrase && phrases.has(last.phrase.id) ? oneRow(last.phrase.tentative) : '';
  draw();
}

function show(message) {
  const phrases = phrasesOf(message);
  // What was said before this page was opened is not news.
  gone ??= new Set([...phrases.keys()].filter((key) => key !== message.phrase?.id));
  for (const key of gone) if (!phrases.has(key)) gone.delete(key);
  last = message;
  layOut(false);
  hold();
}

function hold() {
  clearTimeout(holding);
  if (style.hold > 0) holding = setTimeout(clear, 1_000 * style.hold);
}

function clear() {
  for (const { key } of blocks) gone.add(key.replace(/~$/u, ''));
  blocks = [];
  tentative = '';
  draw();
}

/** Another look, while captions run or before them. */
async function dress({ variables, ...rest }) {
  for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
  style = rest;
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(box);
  // Words are measured in their own font, once that is here.
  await document.fonts.load(`${fontWeight} ${fontSize} ${fontFamily}`).catch(() => undefined);
  if (style === rest && gone !== null) layOut(true);
}

let wait = 500;
function connect() {
  const { host, pathname, search } = location;
  const socket = new WebSocket(`ws://${host}${pathname.replace(/\/$/, '')}/socket${search}`);
  socket.addEventListener('open', () => {
    wait = 500;
  });
  socket.addEventListener('message', ({ data }) => {
    const { style: look, ...message } = JSON.parse(data);
    if (look !== undefined) void dress(look);
    show(message);
  });
  socket.addEventListener('close', () => {
    setTimeout(connect, wait);
    wait = Math.min(2 * wait, 10_000);
  });
}
connect();
