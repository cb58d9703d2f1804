/* A task of a person: the lane that it stands in, its time, what may come of it besides consent, and its form. */

import { is } from '../kinds.js';

import { inWords, parse } from '../durations.js';
import { property } from '../extensions.js';
import { laneOf, lanes, moveTo } from '../lanes.js';
import { choice, text, tick, words } from './entries.js';

const FORWARD = 'setuju';
const APART = 'bukanOrangYangSama';

export function workEntries(element, tools) {
  if (!is(element, 'bpmn:UserTask')) {
    return [];
  }
  return [
    roleEntry(element, tools), timeEntry(element, tools), dutyEntry(element, tools),
    ...outcomeEntries(element, tools), papersEntry(element, tools), milestoneEntry(element, tools),
    journeyEntry(element, tools)
  ];
}

function roleEntry(element, { injector, translate, modeling, catalog }) {
  const registry = injector.get('elementRegistry');
  const here = lanes(registry);
  const label = name => (catalog.lanes.find(lane => lane.name === name) || { label: name }).label;
  const current = laneOf(element, registry);
  const none = current ? [] : [{ value: '', label: translate('(none)') }];
  return choice({
    id: 'role', label: translate('Role (lane)'), description: translate('Choosing another one moves the task into that lane.'),
    options: [...none, ...here.map(lane => ({ value: lane.id, label: label(lane.businessObject.name) || lane.id }))],
    get: () => (current ? current.id : ''),
    set: id => moveTo(element, registry.get(id), modeling)
  });
}

function timeEntry(element, { translate, extensions, catalog }) {
  const value = property(element, 'waktu');
  return text({
    id: 'waktu', label: translate('Deadline'),
    description: inWords(value, catalog.language) || translate('Office hours, such as PT2H (2 hours) or P1D (1 working day).'),
    get: () => value,
    set: typed => extensions.setProperty(element, 'waktu', (typed || '').trim()),
    validate: typed => (!typed || parse(typed) ? null : translate('Write PT30M, PT2H, P1D or P1DT2H.'))
  });
}

function dutyEntry(element, { translate, extensions, catalog }) {
  return choice({
    id: 'tugas', label: translate('Duty'), description: translate('Keeps one person from checking his own work.'),
    options: [{ value: '', label: translate('(none)') }, ...catalog.duties],
    get: () => property(element, 'tugas') || '',
    set: value => extensions.setProperty(element, 'tugas', value)
  });
}

function outcomeEntries(element, { translate, extensions, catalog }) {
  const chosen = (property(element, 'hasil') || FORWARD).split(',').map(code => code.trim());
  const write = codes => extensions.setProperty(element, 'hasil', codes.join(','));
  const codes = [FORWARD, ...catalog.outcomes.map(outcome => outcome.value)];
  return catalog.outcomes.map(({ value, label }) => tick({
    id: `hasil_${value}`, label: translate('May end with: {outcome}', { outcome: label }),
    get: () => chosen.includes(value),
    set: on => write(codes.filter(code => (code === value ? on : code === FORWARD || chosen.includes(code))))
  }));
}

function papersEntry(element, { translate, extensions }) {
  return tick({
    id: 'berkas', label: translate('Shows the checklist of papers'),
    get: () => property(element, 'berkas') === 'periksa',
    set: on => extensions.setProperty(element, 'berkas', on ? 'periksa' : undefined)
  });
}

/** The office's promise runs from the step that finds the papers complete. */
function milestoneEntry(element, { translate, extensions }) {
  return tick({
    id: 'tonggak', label: translate('The papers are complete after it: the promised time begins'),
    get: () => property(element, 'tonggak') === 'berkas_lengkap',
    set: on => extensions.setProperty(element, 'tonggak', on ? 'berkas_lengkap' : undefined)
  });
}

function journeyEntry(element, { translate, extensions }) {
  return text({
    id: 'perjalanan', label: translate('Stop on the journey line'),
    description: translate('One or two words; steps that share them are one stop.'),
    get: () => property(element, 'perjalanan'),
    set: value => extensions.setProperty(element, 'perjalanan', value)
  });
}

/** Tasks of people in this diagram, to be ticked; a task of a called procedure that the diagram names stays. */
export function apartEntries(element, { injector, translate, extensions }) {
  if (!is(element, 'bpmn:UserTask')) {
    return [];
  }
  const chosen = (property(element, APART) || '').split(',').map(id => id.trim()).filter(Boolean);
  const write = ids => extensions.setProperty(element, APART, ids.join(','));
  const others = injector.get('elementRegistry').filter(other => is(other, 'bpmn:UserTask') && other !== element && !other.labelTarget);
  return others.map(({ businessObject: { id, name } }) => tick({
    id: `apart_${id}`, label: name || id,
    get: () => chosen.includes(id),
    set: on => write(on ? [...chosen, id] : chosen.filter(other => other !== id))
  }));
}

export function formEntries(element, { translate, catalog }) {
  if (!is(element, 'bpmn:UserTask') && !is(element, 'bpmn:StartEvent')) {
    return [];
  }
  const id = element.businessObject.id;
  const there = catalog.forms.includes(id);
  return [words({
    id: 'form', label: `${id}.form.json`,
    text: there ? translate('The task has a form.') : translate('No form yet: people see a plain confirmation page.'),
    link: { href: catalog.form_url.replace('TASK', id), text: there ? translate('Open the form') : translate('Write the form') }
  })];
}
