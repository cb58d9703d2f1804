/* What the panel shows of an element, group by group: the facts that Terbit reads from a diagram, and nothing else. */

import { Group } from '@bpmn-io/properties-panel';
import { Extensions } from '../extensions.js';
import { callEntries } from './call.js';
import { endEntries, errorEntries, signalEntries, timerEntries } from './events.js';
import { conditionEntries } from './flow.js';
import { generalEntries } from './general.js';
import { laneEntries } from './lane.js';
import { processEntries, sopEntries } from './sop.js';
import { decisionEntries, serviceEntries } from './system_tasks.js';
import { apartEntries, formEntries, workEntries } from './user_task.js';

const GROUPS = [
  ['general', 'General', generalEntries],
  ['lane', 'Role of the lane', laneEntries],
  ['work', 'Who and until when', workEntries],
  ['apart', 'Not the same person as for', apartEntries],
  ['form', 'Form', formEntries],
  ['service', 'What the system does', serviceEntries],
  ['decision', 'Decision', decisionEntries],
  ['call', 'Called procedure', callEntries],
  ['condition', 'When this way is taken', conditionEntries],
  ['timer', 'Time', timerEntries],
  ['error', 'Error', errorEntries],
  ['signal', 'Signal', signalEntries],
  ['end', 'How the case ends', endEntries],
  ['process', 'Service', processEntries],
  ['sop', 'For the SOP document', sopEntries]
];
const CLOSED = ['apart', 'sop'];

export class TerbitPanel {
  static $inject = ['propertiesPanel', 'injector', 'translate', 'config.catalog'];

  constructor(propertiesPanel, injector, translate, catalog) {
    const extensions = injector.instantiate(Extensions);
    this._tools = { injector, translate, catalog, extensions, modeling: injector.get('modeling') };
    propertiesPanel.registerProvider(this);
  }

  getGroups(element) {
    return groups => groups.concat(this._groups(element));
  }

  _groups(element) {
    const { translate } = this._tools;
    return GROUPS
      .map(([id, label, entries]) => ({
        id, label: translate(label), component: Group, entries: entries(element, this._tools),
        shouldOpen: !CLOSED.includes(id), translate
      }))
      .filter(group => group.entries.length);
  }
}
