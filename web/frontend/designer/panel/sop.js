/* What the SOP document prints beside the drawing: of a step, and of the whole service. */

import { isAny } from '../kinds.js';

import { inWords, parse } from '../durations.js';
import { carrier, property } from '../extensions.js';
import { area, text } from './entries.js';
import { englishEntry } from './general.js';

const STEPS = ['bpmn:UserTask', 'bpmn:ServiceTask', 'bpmn:BusinessRuleTask', 'bpmn:CallActivity'];
const WHOLE = ['bpmn:Participant', 'bpmn:Process', 'bpmn:Collaboration'];
const OF_STEP = [['kelengkapan', 'Needs'], ['output', 'Output'], ['keterangan', 'Remark']];
const OF_WHOLE = [
  ['singkatan', 'Abbreviation in numbers'], ['nomor', 'SOP number'], ['dasarHukum', 'Legal basis'], ['kualifikasi', 'Qualification of the officers'],
  ['keterkaitan', 'Related SOPs'], ['peralatan', 'Equipment'], ['peringatan', 'Warning'], ['pencatatan', 'Records'],
  ['produk', 'Product of the service']
];

export function sopEntries(element, tools) {
  if (isAny(element, STEPS)) {
    return OF_STEP.map(([name, label]) => propertyEntry(element, name, label, tools));
  }
  return isAny(element, WHOLE) ? OF_WHOLE.map(([name, label]) => propertyEntry(element, name, label, tools)) : [];
}

function propertyEntry(element, name, label, { translate, extensions }) {
  return area({
    id: name, label: translate(label), rows: 1,
    get: () => property(element, name),
    set: value => extensions.setProperty(element, name, value)
  });
}

export function processEntries(element, tools) {
  return isAny(element, WHOLE) ? [englishEntry(element, tools), promiseEntry(element, tools), bearerEntry(element, tools), purposeEntry(element, tools)] : [];
}

function promiseEntry(element, { translate, extensions, catalog }) {
  const value = property(element, 'waktuPelayanan');
  return text({
    id: 'waktuPelayanan', label: translate('Promised time of the service'),
    description: inWords(value, catalog.language) || translate('Office hours, such as PT2H (2 hours) or P1D (1 working day).'),
    get: () => value,
    set: typed => extensions.setProperty(element, 'waktuPelayanan', (typed || '').trim()),
    validate: typed => (!typed || parse(typed) ? null : translate('Write PT30M, PT2H, P1D or P1DT2H.'))
  });
}

function bearerEntry(element, { translate, extensions }) {
  return text({
    id: 'pemegang', label: translate('Bearer of the document (FEEL)'),
    description: translate('Whoever names a birth date of theirs learns the first letters: anak, or [suami, istri]. Each with nama and tanggal_lahir.'),
    get: () => property(element, 'pemegang'),
    set: typed => extensions.setProperty(element, 'pemegang', (typed || '').trim())
  });
}

function purposeEntry(element, { injector, translate, modeling }) {
  const process = carrier(element);
  const documentation = process.get('documentation') || [];
  return area({
    id: 'purpose', label: translate('Purpose'), rows: 2,
    get: () => (documentation[0] ? documentation[0].text : ''),
    set: words => {
      const made = injector.get('bpmnFactory').create('bpmn:Documentation', { text: words || '' });
      made.$parent = process;
      modeling.updateModdleProperties(element, process, { documentation: words ? [made] : [] });
    }
  });
}
