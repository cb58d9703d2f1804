/* Conditions of forms as the server's FEEL evaluates them. Trees come from engine/feel/browser.py: a node is a list of
   an operation and what it works on, anything else is a literal. undefined is never a value; null is FEEL's null. */

class Day {
  constructor(text) { this.text = text; }
}

const kind = (value) =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : value instanceof Day ? 'date' : typeof value;

const ORDERED = ['number', 'string', 'date'];
const bare = (value) => (value instanceof Day ? value.text : value);

/* By code points, as Python orders strings. */
const compareTexts = (left, right) => {
  const [a, b] = [[...left], [...right]];
  const at = a.findIndex((character, index) => character !== b[index]);
  if (at < 0) return a.length - b.length;
  return at < b.length ? a[at].codePointAt(0) - b[at].codePointAt(0) : 1;
};

const order = (left, right) => {
  if (kind(left) !== kind(right) || !ORDERED.includes(kind(left))) return null;
  return kind(left) === 'number' ? left - right : compareTexts(bare(left), bare(right));
};

const ordered = (test) => (left, right) => {
  const found = order(left, right);
  return found === null ? null : test(found);
};

const equal = (left, right) => {
  if (left === null || right === null) return left === right;
  if (kind(left) !== kind(right)) return null;
  if (!['list', 'object'].includes(kind(left))) return bare(left) === bare(right);
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]) === true)
  );
};

const opposite = (value) => (typeof value === 'boolean' ? !value : null);

/* `and` ends with false, `or` with true; what is no boolean makes null. */
const joined = (decisive) => (values) => {
  if (values.includes(decisive)) return decisive;
  return values.every((value) => value === !decisive) ? !decisive : null;
};

/* By the standard a list of one counts as that one where a function wants no list. */
const one = (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const text = (test) => (...values) => {
  const texts = values.map(one);
  return texts.every((value) => typeof value === 'string') ? test(...texts) : null;
};

const listed = (value) => (Array.isArray(value) ? value : value === null ? null : [value]);

const date = (given) => {
  const value = one(given);
  if (value instanceof Day) return value;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value) || value < '0001') return null;
  const [year, month, day] = value.split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? new Day(value) : null;
};

const daysIn = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

const later = (day, months) => {
  if (day === null) return null;
  const [year, month, wanted] = day.text.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (count % 12) + 1];
  if (newYear < 1 || newYear > 9999) return null;
  const newDay = Math.min(wanted, daysIn(newYear, newMonth));
  return new Day([`${newYear}`.padStart(4, '0'), ...[newMonth, newDay].map((part) => `${part}`.padStart(2, '0'))].join('-'));
};

const OPERATIONS = {
  '=': equal,
  '!=': (left, right) => opposite(equal(left, right)),
  '<': ordered((found) => found < 0),
  '<=': ordered((found) => found <= 0),
  '>': ordered((found) => found > 0),
  '>=': ordered((found) => found >= 0),
  and: (...values) => joined(false)(values),
  or: (...values) => joined(true)(values),
  not: opposite,
  in: (value, ...items) => equal(value, items) === true || items.some((item) => equal(value, item) === true),
  between: (value, low, high) => joined(false)([OPERATIONS['>='](value, low), OPERATIONS['<='](value, high)]),
  list: (...items) => items,
  date,
  later,
  contains: text((whole, part) => whole.includes(part)),
  'starts with': text((whole, part) => whole.startsWith(part)),
  'ends with': text((whole, part) => whole.endsWith(part)),
  'string length': text((whole) => [...whole].length),
  'is defined': (value) => value !== null,
  count: (value) => (value === null ? null : listed(value).length),
  'list contains': (items, item) => (items === null ? null : listed(items).some((held) => equal(held, item) === true))
};

/* The entry of a context, or those of each item of a list; null where there is none. */
const entry = (value, step) => {
  if (Array.isArray(value)) return value.map((item) => entry(item, step));
  return value && kind(value) === 'object' && Object.hasOwn(value, step) ? (value[step] ?? null) : null;
};

export const evaluate = (tree, scope) => {
  if (!Array.isArray(tree)) return tree;
  const [operation, ...parts] = tree;
  if (operation === 'get') return parts.reduce(entry, scope);
  if (operation === 'if') return evaluate(parts[evaluate(parts[0], scope) === true ? 1 : 2], scope);
  return OPERATIONS[operation](...parts.map((part) => evaluate(part, scope)));
};
