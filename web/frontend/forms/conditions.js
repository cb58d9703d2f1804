/* Hides and shows questions of a form as soon as an answer changes. Each question that the page may judge follows a
   <template data-hide> with its condition; while it hides, it waits in the template and is not sent. */

import { evaluate } from './feel.js';

/* What was answered, nested by the dots of its names; a question that does not show has no answer. */
export const read = (kinds, answers) => {
  const scope = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const steps = name.split('.');
    const last = steps.pop();
    const holder = steps.reduce((inner, step) => (inner[step] ??= {}), scope);
    const given = answers(name);
    holder[last] = given === undefined || given === '' ? null : kind === 'tick' ? true : given;
  }
  return scope;
};

const judge = (place) => {
  const { prefix = '', kinds } = place.dataset;
  const known = JSON.parse(kinds);
  for (const template of place.querySelectorAll('template[data-hide]')) {
    const data = new FormData(place.closest('form'));
    const scope = read(known, (name) => data.getAll(prefix + name)[0]);
    const hides = evaluate(JSON.parse(template.dataset.hide), scope) === true;
    const waiting = template.content.childElementCount > 0;
    if (hides && !waiting) template.content.append(template.nextElementSibling);
    else if (!hides && waiting) template.after(template.content);
  }
};

export const listen = (root) =>
  root.addEventListener('change', (event) => {
    const place = event.target.closest?.('[data-form][data-kinds]');
    if (place?.closest('form')) judge(place);
  });
