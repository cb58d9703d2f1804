/* A procedure that several services share. */

import { is } from '../kinds.js';

import { choice, words } from './entries.js';

export function callEntries(element, { translate, catalog, modeling }) {
  if (!is(element, 'bpmn:CallActivity')) {
    return [];
  }
  const current = element.businessObject.get('calledElement') || '';
  const known = catalog.called.find(item => item.value === current);
  const strange = current && !known ? [{ value: current, label: current }] : [];
  const entries = [choice({
    id: 'calledElement', label: translate('Procedure'),
    options: [{ value: '', label: translate('(choose)') }, ...strange, ...catalog.called],
    get: () => current,
    set: value => modeling.updateProperties(element, { calledElement: value || undefined })
  })];
  return known ? [...entries, words({
    id: 'called_link', label: current, text: translate('Its steps stand in a diagram of their own.'),
    link: { href: known.url, text: translate('Open the diagram') }
  })] : entries;
}
