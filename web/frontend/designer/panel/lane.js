/* A lane is a role of the office: its name is chosen, not typed. */

import { is } from '../kinds.js';

import { choice } from './entries.js';

export function laneEntries(element, { translate, catalog, modeling, extensions }) {
  if (!is(element, 'bpmn:Lane')) {
    return [];
  }
  const known = catalog.lanes.map(lane => ({ value: lane.name, label: lane.label }));
  const current = element.businessObject.name;
  const strange = current && !known.some(option => option.value === current) ? [{ value: current, label: current }] : [];
  return [choice({
    id: 'role', label: translate('Role'), description: translate('Tasks in this lane go to the people of this role.'),
    options: [{ value: '', label: translate('(choose)') }, ...strange, ...known],
    get: () => current || '',
    set: name => {
      modeling.updateProperties(element, { name });
      const lane = catalog.lanes.find(item => item.name === name);
      extensions.setProperty(element, 'name_en', lane && lane.name_en);
    }
  })];
}
